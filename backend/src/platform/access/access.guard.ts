import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { routeAccess } from '../../access-table.ts';
import { RateLimiter } from '../bus/rate-limiter.ts';
import { networkOf, visitorAddress } from '../http/visitor-address.ts';
import { Refusal } from '../refusal.ts';
import { routeOf } from './route.ts';
import { SessionVerifier } from './session-verifier.ts';

const bearer = /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i;

/** Lets nobody in unless the access table says that everyone may come, and counts the rates. */
@Injectable()
export class AccessGuard implements CanActivate {
  private verifier: SessionVerifier | undefined;

  constructor(
    private readonly modules: ModuleRef,
    private readonly limiter: RateLimiter,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const route = routeOf(context.getHandler());
    if (!route)
      throw new Error(`${context.getClass().name}.${context.getHandler().name} has no @Route`);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    request.identity = null;
    if (routeAccess[route.routeId].anonymous !== 'allow') {
      const identity = await this.sessions().verify(tokenOf(request));
      request.identity = identity;
      if (request.method !== 'GET') this.limiter.countHere('write', identity.userId);
    }
    if (route.rate) {
      const network = networkOf(visitorAddress(request));
      await this.limiter.count(route.rate, request.identity?.userId ?? network);
    }
    return true;
  }

  /** Found late: the auth feature itself depends on the platform. */
  private sessions(): SessionVerifier {
    return (this.verifier ??= this.modules.get<unknown, SessionVerifier>(SessionVerifier, {
      strict: false,
    }));
  }
}

function tokenOf(request: FastifyRequest): string {
  const token = bearer.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) throw new Refusal('unauthenticated');
  return token;
}
