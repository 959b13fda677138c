import type { FastifyInstance } from 'fastify';

/** Serves the built client. */
export function serveFrontend(_fastify: FastifyInstance): void {}
