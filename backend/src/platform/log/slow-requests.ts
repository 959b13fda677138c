import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../access/route.ts';
import type { Logs } from './logs.ts';

const slowMs = 1_000;

/** Logs requests that took long, and no others: an operator looks for these, and every line of a log costs. */
export function logSlowRequests(fastify: FastifyInstance, logs: Logs): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    if (reply.elapsedTime > slowMs) {
      const { routeId } = request.routeOptions.config as Partial<RouteFacts>;
      logs.warn('slow request', {
        requestId: request.id,
        route: routeId,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      });
    }
    done();
  });
}
