import { limits } from '@kraken/shared';
import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator, Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../../env.ts';
import { ENV } from '../../platform/env-token.ts';

const name = 'kraken_refresh';
/** Sent to the doors only, never with anything else that a page asks for. */
const path = '/api/auth';

/** The refresh token that came with the request, as a parameter of a controller method. */
export const RefreshCookie = createParamDecorator(
  (_: unknown, context: ExecutionContext): string | undefined =>
    context.switchToHttp().getRequest<FastifyRequest>().cookies[name],
);

@Injectable()
export class RefreshCookies {
  constructor(@Inject(ENV) private readonly env: Env) {}

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(name, token, {
      ...this.attributes(reply),
      maxAge: limits.refreshTokenSeconds,
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(name, this.attributes(reply));
  }

  private attributes({ request }: FastifyReply) {
    // Not always: browsers drop a Secure cookie that comes over plain http from anywhere but their own machine.
    const secure =
      request.protocol === 'https' || (this.env.PUBLIC_URL?.startsWith('https:') ?? false);
    return { path, httpOnly: true, sameSite: 'strict', secure } as const;
  }
}
