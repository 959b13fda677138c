import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { join } from 'node:path';
import { AppModule } from './app.module.ts';
import { createFastify } from './platform/http/create-fastify.ts';
import { serveFrontend } from './platform/http/frontend.ts';
import { OpenapiDocument } from './platform/http/openapi-document.ts';
import { ProblemFilter } from './platform/http/problem.filter.ts';
import { Readiness } from './platform/http/readiness.ts';
import { LiveGateway } from './platform/live/live.gateway.ts';
import { NestLogger } from './platform/log/nest-logger.ts';
import { Logs } from './platform/log/logs.ts';
import { logSlowRequests } from './platform/log/slow-requests.ts';
import { Metrics } from './platform/metrics/metrics.ts';
import type { Foundation } from './platform/platform.module.ts';

/** Beside the backend both in the source tree and in the image: this file runs from `src/` in tests, from `dist/` else. */
const frontendFolder = join(import.meta.dirname, '..', '..', 'frontend', 'dist');

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

/** Takes no new work and ends what is running. */
export async function stopServing(nest: NestFastifyApplication): Promise<void> {
  nest.get(Readiness).stop();
  await nest.get(LiveGateway).close();
  await nest.close();
}
