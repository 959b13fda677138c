import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AppModule } from './app.module.ts';
import type { Env } from './env.ts';
import { DataFolder } from './platform/data/data-folder.ts';
import { ensureSecrets } from './platform/data/secrets.ts';
import { createFastify } from './platform/http/create-fastify.ts';
import { OpenapiDocument } from './platform/http/openapi-document.ts';
import { ProblemFilter } from './platform/http/problem.filter.ts';
import { Readiness } from './platform/http/readiness.ts';
import { serveFrontend } from './platform/http/frontend.ts';
import { LiveGateway } from './platform/live/live.gateway.ts';
import { NestLogger } from './platform/log/nest-logger.ts';
import { Logs } from './platform/log/logs.ts';
import { logSlowRequests } from './platform/log/slow-requests.ts';
import { Metrics } from './platform/metrics/metrics.ts';
import type { MongoConnection } from './platform/mongo/connect.ts';
import { connectMongo } from './platform/mongo/connect.ts';
import { pushSchema } from './platform/mongo/push-schema.ts';
import type { Foundation } from './platform/platform.module.ts';

/** Beside the backend both in the source tree and in the image: this file runs from `src/` in tests, from `dist/` else. */
const frontendFolder = join(import.meta.dirname, '..', '..', 'frontend', 'dist');

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
    connection = await connectMongo(env);
    await pushSchema(connection);
    const nest = await assemble({ env, secrets, mongo: connection.mongo }, features);
    return runningApp(nest, env, { folder, connection });
  } catch (error) {
    await connection?.close();
    folder.release();
    throw error;
  }
}

/** The application on top of its foundation: routes, sockets, features. Neither listens nor asks the database. */
export async function assemble(
  foundation: Foundation,
  features?: readonly Type[],
): Promise<NestFastifyApplication> {
  const { adapter, fastify } = await createFastify(foundation.env);
  const logs = new Logs(foundation.env);
  const nest = await NestFactory.create<NestFastifyApplication>(
    AppModule.on(foundation, features),
    adapter,
    {
      logger: new NestLogger(logs),
      abortOnError: false,
      // Fastify's own JSON parser is all there is: what it does not know is refused.
      bodyParser: false,
    },
  );
  const filter = nest.get(ProblemFilter);
  fastify.setErrorHandler((error, request, reply) => filter.answer(error, request, reply));
  serveFrontend(fastify, frontendFolder);
  nest.get(Readiness).watch(fastify);
  logSlowRequests(fastify, logs);
  await nest.get(Metrics).watch(fastify);
  await nest.init();
  nest.get(OpenapiDocument).describe(nest);
  return nest;
}

interface Held {
  folder: DataFolder;
  connection: MongoConnection;
}

function runningApp(
  nest: NestFastifyApplication,
  env: Env,
  { folder, connection }: Held,
): KrakenApp {
  let stopped: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    nest.get(Readiness).stop();
    await nest.get(LiveGateway).close();
    await nest.close();
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
