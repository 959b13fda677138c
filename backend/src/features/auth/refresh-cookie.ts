import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const refreshCookieName = 'kraken_refresh';

/** The refresh token that came with the request, as a parameter of a controller method. */
export const RefreshCookie = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().cookies[refreshCookieName],
);
