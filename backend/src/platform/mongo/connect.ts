import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Env } from '../../env.ts';
import { StartupError } from '../../env.ts';
import { Mongo } from './mongo.ts';

export interface MongoConnection {
  mongo: Mongo;
  /** Closes the connections and, when it is ours, the server. */
  close(): Promise<void>;
}

/** Connects to MONGODB_URL, or starts the embedded server in the data folder and connects to that. */
export async function connectMongo(env: Env): Promise<MongoConnection> {
  const embedded = env.MONGODB_URL === undefined ? await startEmbedded(env) : undefined;
  const client = new MongoClient(embedded?.url ?? env.MONGODB_URL ?? '', {
    appName: 'kraken',
    // Wrong types for undefined would be stored as null.
    ignoreUndefined: true,
    // A short wait: a request is better refused with a clear problem than left hanging.
    serverSelectionTimeoutMS: 5_000,
    writeConcern: { w: 'majority', journal: true },
    retryWrites: true,
    maxPoolSize: 32,
  });
  try {
    await client.connect();
  } catch (error) {
    await client.close();
    await embedded?.close();
    throw new StartupError(`The database does not answer: ${(error as Error).name}. Is MONGODB_URL right?`);
  }
  return {
    mongo: new Mongo(client, env.MONGODB_DATABASE),
    async close() {
      await client.close();
      await embedded?.close();
    },
  };
}

async function startEmbedded(env: Env): Promise<{ url: string; close(): Promise<void> }> {
  // Loaded only where it is used: with MONGODB_URL none of it is needed.
  const { startEmbeddedMongo } = await import('@kraken/embedded-mongo');
  const folder = join(env.KRAKEN_DATA, 'database');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return startEmbeddedMongo({ path: folder, listen: { socket: join(folder, 'mongod.sock') } });
}
