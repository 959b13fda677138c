import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
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

function socketOf(env: Env): string {
  return join(env.KRAKEN_DATA, 'database', 'mongod.sock');
}

async function startEmbedded(env: Env): Promise<{ url: string; close(): Promise<void> }> {
  // Loaded only where it is used: with MONGODB_URL none of it is needed.
  const { startEmbeddedMongo } = await import('@kraken/embedded-mongo');
  const folder = join(env.KRAKEN_DATA, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return startEmbeddedMongo({
    path: folder,
    listen: { socket: socketOf(env) },
    ...(existsSync(bundledWorker) && { workerUrl: bundledWorker }),
  });
}

/** The worker of the bundle lies beside it; in the source tree the package finds its own. */
const bundledWorker = new URL('./mongo-worker.js', import.meta.url);
