import { limits } from '@kraken/shared';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Env } from '../../env.ts';
import { ENV } from '../../platform/env-token.ts';
import { refreshCookieName } from './refresh-cookie.ts';

/** Sent to the doors only, never with anything else that a page asks for. */
const path = '/api/auth';

@Injectable()
export class RefreshCookiesService {
  constructor(@Inject(ENV) private readonly env: Env) {}

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(refreshCookieName, token, {
      ...this.attributes(reply),
      maxAge: limits.refreshTokenSeconds,
    });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(refreshCookieName, this.attributes(reply));
  }

  private attributes({ request }: FastifyReply) {
    // Not always: browsers drop a Secure cookie that comes over plain http from anywhere but their own machine.
    const secure =
      request.protocol === 'https' || (this.env.PUBLIC_URL?.startsWith('https:') ?? false);
    return { path, httpOnly: true, sameSite: 'strict', secure } as const;
  }
}
