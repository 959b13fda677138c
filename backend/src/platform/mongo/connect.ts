import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DataFolderInUseError, NewerFormatError, startEmbeddedMongo } from '@kraken/embedded-mongo';
import { MongoClient } from 'mongodb';
import type { Env } from '../../env.ts';
import { StartupError } from '../../env.ts';
import { Mongo } from './mongo.ts';

export interface MongoConnection {
  mongo: Mongo;
  /** Connection string that names the database. */
  databaseUrl: string;
  /** Closes the connections and, when it is ours, the server. */
  close(): Promise<void>;
}

/** Connects to MONGODB_URL, or starts the embedded server in the data folder and connects to that. */
export async function connectMongo(env: Env): Promise<MongoConnection> {
  const embedded = env.MONGODB_URL === undefined ? await startEmbedded(env) : undefined;
  const url = embedded?.url ?? env.MONGODB_URL ?? '';
  const client = clientOf(url);
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    await embedded?.close();
    throw new StartupError(
      `The database does not answer: ${(error as Error).name}. Is MONGODB_URL right?`,
    );
  }
  return {
    mongo: new Mongo(client, env.MONGODB_DATABASE),
    databaseUrl: withDatabase(url, env.MONGODB_DATABASE),
    async close() {
      await client.close();
      await embedded?.close();
    },
  };
}

/**
 * Connects to the database of a Kraken that is running: MONGODB_URL, or the embedded server by its socket. For commands that
 * run beside it.
 */
export async function connectRunningMongo(env: Env): Promise<MongoConnection> {
  const url =
    env.MONGODB_URL ?? `mongodb://${encodeURIComponent(socketOf(env))}/?directConnection=true`;
  // A socket of this machine answers at once or not at all.
  const client = clientOf(url, env.MONGODB_URL === undefined ? 500 : undefined);
  try {
    await client.connect();
  } catch {
    await client.close();
    const fault =
      env.MONGODB_URL === undefined ? 'Kraken is not running here' : 'MONGODB_URL does not answer';
    throw new StartupError(`${fault}. Start it first; the data folder is ${env.KRAKEN_DATA}.`);
  }
  return {
    mongo: new Mongo(client, env.MONGODB_DATABASE),
    databaseUrl: withDatabase(url, env.MONGODB_DATABASE),
    close: () => client.close(),
  };
}

/** The same address with the database's name in it. Who one signs in as stays what the address said. */
export function withDatabase(url: string, database: string): string {
  const [, hosts = '', given = '', query = ''] =
    /^([^/]+\/\/[^/?]+)(?:\/([^?]*))?(?:\?(.*))?$/.exec(url) ?? [];
  const hasAuthSource = /(^|&)authSource=/.test(query) || !hosts.includes('@');
  const options = [query, hasAuthSource ? '' : `authSource=${given || 'admin'}`]
    .filter(Boolean)
    .join('&');
  return `${hosts}/${database}${options && `?${options}`}`;
}

/** The wait is short: a request is better refused with a clear problem than left hanging. */
function clientOf(url: string, serverSelectionTimeoutMS = 5_000): MongoClient {
  return new MongoClient(url, {
    appName: 'kraken',
    // Wrong types for undefined would be stored as null.
    ignoreUndefined: true,
    serverSelectionTimeoutMS,
    writeConcern: { w: 'majority', journal: true },
    retryWrites: true,
    maxPoolSize: 32,
  });
}

/** Where a path of a socket ends, with room to spare: 108 bytes on Linux, 104 on macOS. */
const longestSocketPath = 100;

/** The store's socket: in the data folder, or, where that path is too long for a socket, in a folder of its own. */
function socketOf({ KRAKEN_DATA }: Env): string {
  const path = join(KRAKEN_DATA, 'database', 'mongod.sock');
  if (Buffer.byteLength(path) <= longestSocketPath) return path;
  const name = createHash('sha256').update(KRAKEN_DATA).digest('hex').slice(0, 16);
  return join(tmpdir(), `kraken-${name}`, 'mongod.sock');
}

/** Makes a folder that nobody else may enter; in a shared place somebody else may have made it before. */
function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid } = lstatSync(folder);
  if (process.getuid && uid !== process.getuid()) {
    throw new StartupError(
      `${folder} belongs to somebody else. Remove it, or use a shorter data folder.`,
    );
  }
}

async function startEmbedded(env: Env): Promise<{ url: string; close(): Promise<void> }> {
  const folder = join(env.KRAKEN_DATA, 'database');
  const socket = socketOf(env);
  makePrivate(folder);
  makePrivate(dirname(socket));
  try {
    return await startEmbeddedMongo({
      path: folder,
      listen: { socket },
      ...(existsSync(bundledWorker) && { workerUrl: bundledWorker }),
    });
  } catch (error) {
    if (error instanceof DataFolderInUseError || error instanceof NewerFormatError) {
      throw new StartupError(error.message);
    }
    throw error;
  }
}

/** The worker of the bundle lies beside it; in the source tree the package finds its own. */
const bundledWorker = new URL('./mongo-worker.js', import.meta.url);
