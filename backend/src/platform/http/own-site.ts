import type { FastifyInstance } from 'fastify';
import type { Env } from '../../env.ts';
import { Refusal } from '../refusal.ts';
import { isOwnOrigin } from './origin.ts';

/** Refuses what another site's page makes a browser send, before anything else looks at it. */
export function refuseForeignSites(fastify: FastifyInstance, env: Env): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    done(isReading || isOwnOrigin(request.raw, env) ? undefined : new Refusal('foreign-origin'));
  });
}
