import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Identity } from './session-verifier.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access guard; null on routes that everyone may call. */
    identity: Identity | null;
  }
}

/** The signed-in person's identity as a parameter of a controller method; only for routes that anonymous may not call. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Identity => {
  const { identity } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!identity) throw new Error('@Caller() on a route that anonymous may call');
  return identity;
});
