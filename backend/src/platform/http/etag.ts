import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../access/route.ts';

/** Routes that ask for it (`@Route(…, { etag: true })`) answer 304 to a reader that holds the same answer. */
export function addEtags(fastify: FastifyInstance): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { etag } = (request.routeOptions.config ?? {}) as Partial<RouteFacts>;
    if (!etag || reply.statusCode !== 200 || typeof payload !== 'string') return payload;
    const tag = `W/"${createHash('sha1').update(payload).digest('base64url')}"`;
    void reply.header('etag', tag).header('cache-control', 'private, no-cache');
    if (request.headers['if-none-match'] !== tag) return payload;
    void reply.code(304).removeHeader('content-type');
    return null;
  });
}
