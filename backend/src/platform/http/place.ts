import type { ExecutionContext } from '@nestjs/common';
import { createParamDecorator } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { deviceName } from './device-name.ts';
import { visitorAddress } from './visitor-address.ts';

/** Where a session is used from. */
export interface Place {
  device: string;
  address: string;
}

/** Where a request comes from, as a parameter of a controller method. Proxies are believed only where they are trusted. */
export const From = createParamDecorator((_: unknown, context: ExecutionContext): Place => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  return { device: deviceName(request.headers['user-agent']), address: visitorAddress(request) };
});
