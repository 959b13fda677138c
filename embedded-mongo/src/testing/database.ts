import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { MongoClient } from 'mongodb';
import type { EmbeddedMongo } from '../index.ts';
import { startEmbeddedMongo } from '../index.ts';

/** A server in a folder of its own and the official driver connected to it. */
export interface TestDatabase {
  readonly folder: string;
  readonly url: string;
  readonly client: MongoClient;
  readonly db: Db;
  /** Closes and starts again over the same folder. */
  restart(): Promise<TestDatabase>;
  close(): Promise<void>;
}

export async function openTestDatabase(
  folder = mkdtempSync(join(tmpdir(), 'kraken-mongo-')),
): Promise<TestDatabase> {
  const server: EmbeddedMongo = await startEmbeddedMongo({
    path: folder,
    listen: { socket: join(folder, 'mongo.sock') },
  });
  const client = await MongoClient.connect(server.url);
  const stop = async (): Promise<void> => {
    await client.close();
    await server.close();
  };
  return {
    folder,
    url: server.url,
    client,
    db: client.db('test'),
    restart: async () => {
      await stop();
      return openTestDatabase(folder);
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
