import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import type { Env } from './env.ts';
import { DataFolder } from './platform/data/data-folder.ts';
import { ensureSecrets } from './platform/data/secrets.ts';
import type { MongoConnection } from './platform/mongo/connect.ts';
import { connectMongo } from './platform/mongo/connect.ts';
import { pushSchema } from './platform/mongo/push-schema.ts';

/** A Kraken that has been put together; it serves once `listen` has been called. */
export interface KrakenApp {
  readonly nest: NestFastifyApplication;
  /** Starts to serve and answers the address, `http://127.0.0.1:3000`. */
  listen(): Promise<string>;
  /** Takes no new work, ends what is running, closes everything. Calling it again waits for the same end. */
  stop(): Promise<void>;
}

/**
 * Puts Kraken together: takes the data folder, opens the database, makes the application. `features` replaces the product's own
 * in tests of the platform.
 */
export async function createApp(env: Env, features?: readonly Type[]): Promise<KrakenApp> {
  const folder = DataFolder.take(env.KRAKEN_DATA);
  let connection: MongoConnection | undefined;
  try {
    const secrets = ensureSecrets(env);
    const opening = connectMongo(env);
    // The application is by far the largest part of the program: it is read while the database starts in its thread.
    const application = import('./assemble.ts');
    connection = await opening;
    await pushSchema(connection);
    const { assemble, stopServing } = await application;
    const nest = await assemble({ env, secrets, mongo: connection.mongo }, features);
    return runningApp(nest, env, { folder, connection, stopServing });
  } catch (error) {
    await connection?.close();
    folder.release();
    throw error;
  }
}

interface Held {
  folder: DataFolder;
  connection: MongoConnection;
  stopServing: (nest: NestFastifyApplication) => Promise<void>;
}

function runningApp(
  nest: NestFastifyApplication,
  env: Env,
  { folder, connection, stopServing }: Held,
): KrakenApp {
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    await stopServing(nest);
    await connection.close();
    folder.release();
  };
  return {
    nest,
    async listen() {
      await nest.listen(env.PORT, env.HOST);
      const { port } = nest.getHttpServer().address() as AddressInfo;
      return env.PUBLIC_URL ?? `http://${shownHost(env.HOST)}:${port}`;
    },
    stop: () => (stopped ??= stop()),
  };
}

/** An address that a browser on this machine can open. */
function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
