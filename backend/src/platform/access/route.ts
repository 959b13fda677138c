import { HttpCode, SetMetadata, applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { Rate } from '@kraken/shared';
import type { z } from 'zod';
import type { RouteId } from '../../access-table.ts';
import { routeAccess } from '../../access-table.ts';

export interface RouteOptions {
  /** What it does, as one sentence of the API reference. */
  summary: string;
  /** Schema of the answer; absent for an answer without a body. */
  answers?: z.ZodType;
  /** Status of success: 200, or 204 without a body, unless told otherwise. */
  status?: 200 | 201 | 202 | 204;
  /** Limit that is counted before the method runs, per person or per address as the limit says. */
  rate?: Rate;
  /** Answers `304 Not Modified` to a reader that holds the same answer. */
  etag?: true;
}

/** What Fastify knows of a route while a request runs. */
export interface RouteFacts {
  routeId: RouteId;
  answers?: z.ZodType;
  rate?: Rate;
  etag?: true;
}

/** What the API document says of a route, besides its facts. */
export interface RouteText {
  summary: string;
  status: number;
}

const routeMetadata = Symbol('route');
const textMetadata = Symbol('route text');

/** Metadata of the route that a controller method serves, or undefined when it lacks `@Route`. */
export function routeOf(method: object): RouteFacts | undefined {
  return Reflect.getMetadata(routeMetadata, method) as RouteFacts | undefined;
}

/** What `@Route` tells readers of the API document about a controller method. */
export function routeTextOf(method: object): RouteText | undefined {
  return Reflect.getMetadata(textMetadata, method) as RouteText | undefined;
}

/**
 * Names a controller method: its row in the access table, its operation in the API document, its answer.
 *
 *     @Post(':channelId/messages')
 *     @Route('message.send', { summary: 'Sends a message.', answers: Message, status: 201 })
 */
export function Route(id: RouteId, options: RouteOptions): MethodDecorator {
  if (!Object.hasOwn(routeAccess, id)) throw new Error(`${id} has no row in the access table`);
  const { summary, answers, rate, etag } = options;
  const status = options.status ?? (answers ? 200 : 204);
  const facts: RouteFacts = { routeId: id };
  if (answers) facts.answers = answers;
  if (rate) facts.rate = rate;
  if (etag) facts.etag = etag;
  return applyDecorators(
    SetMetadata(routeMetadata, facts),
    RouteConfig(facts),
    HttpCode(status),
    SetMetadata(textMetadata, { summary, status } satisfies RouteText),
  );
}
