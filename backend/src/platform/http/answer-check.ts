import { isDeepStrictEqual } from 'node:util';
import type { FastifyInstance } from 'fastify';
import type { RouteFacts } from '../access/route.ts';

/**
 * Holds every answer against the schema that its route names, unknown fields included: what is not reviewed does not go out.
 * For tests; it costs a second serialisation.
 */
export function checkAnswers(fastify: FastifyInstance): void {
  fastify.addHook('preSerialization', async (request, reply, payload) => {
    const { answers, routeId } = request.routeOptions.config as Partial<RouteFacts>;
    if (!answers || reply.statusCode >= 300) return payload;
    const sent: unknown = JSON.parse(JSON.stringify(payload));
    const { success, data, error } = answers.safeParse(sent);
    if (!success) throw new Error(`${routeId} answers what its schema refuses: ${error.message}`);
    if (!isDeepStrictEqual(data, sent)) {
      throw new Error(`${routeId} answers more than its schema says: ${JSON.stringify(sent)}`);
    }
    return payload;
  });
}
