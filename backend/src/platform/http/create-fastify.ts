import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { limits } from '@kraken/shared';
import type { FastifyInstance } from 'fastify';
import { fastify } from 'fastify';
import type { Env } from '../../env.ts';
import { Refusal } from '../refusal.ts';
import { checkAnswers } from './answer-check.ts';
import { addEtags } from './etag.ts';
import { refuseForeignSites } from './own-site.ts';
import { sendProblem } from './problem.filter.ts';
import { addSecurityHeaders, securityHeaders } from './security-headers.ts';

/** NestJS on Fastify, without NestJS's own answers to errors and to unknown paths: the platform gives those. */
class PlatformAdapter extends FastifyAdapter {
  override setErrorHandler(): FastifyAdapter['instance'] {
    return this.instance;
  }

  override setNotFoundHandler(): FastifyAdapter['instance'] {
    return this.instance;
  }
}

/**
 * Schemas are zod's business. Fastify's own compilers are given in all cases and never loaded: they are larger than the rest of
 * it.
 */
const noCompilers = { buildValidator: refuseSchema, buildSerializer: refuseSchema };

function refuseSchema(): never {
  throw new Error('A route has a schema for Fastify; give it to `@Route` and NestJS instead.');
}

/** The web server with everything that holds for all routes, before NestJS adds them. */
export async function createFastify(
  env: Env,
): Promise<{ adapter: FastifyAdapter; fastify: FastifyInstance }> {
  const headers = securityHeaders(env);
  const server: FastifyInstance = fastify({
    bodyLimit: limits.jsonBodyBytes,
    trustProxy: env.TRUSTED_PROXIES.length > 0 ? env.TRUSTED_PROXIES : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'ignore',
    // Answers to requests that arrive while stopping are the readiness gate's business.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    // Slow senders do not hold a connection for ever; uploads will have a longer time of their own.
    requestTimeout: 60_000,
    keepAliveTimeout: 72_000,
    // A path that the router cannot read never reaches a route, nor the handlers of errors.
    frameworkErrors: (error, request, reply) => {
      void reply.headers(headers);
      sendProblem(
        new Refusal(error.code === 'FST_ERR_BAD_URL' ? 'invalid-input' : 'not-found'),
        request,
        reply,
      );
    },
    schemaController: { compilersFactory: noCompilers },
    routerOptions: { maxParamLength: 256, ignoreTrailingSlash: false, caseSensitive: true },
  });
  // Only JSON is understood; each further kind is a decision of the route that needs it.
  server.removeContentTypeParser('text/plain');
  addSecurityHeaders(server, headers);
  refuseForeignSites(server, env);
  addEtags(server);
  if (env.NODE_ENV === 'test') checkAnswers(server);
  await server.register(cookie);
  return { adapter: new PlatformAdapter(server as never), fastify: server };
}
