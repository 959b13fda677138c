import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { Catch, HttpException } from '@nestjs/common';
import type { ProblemCode } from '@kraken/shared';
import { problems } from '@kraken/shared';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Logs } from '../log/logs.ts';
import { Refusal } from '../refusal.ts';

/** Problems for what Fastify and NestJS refuse by themselves, by HTTP status. */
const byStatus: Partial<Record<number, ProblemCode>> = {
  400: 'malformed-body',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'not-found',
  413: 'body-too-large',
  414: 'invalid-input',
  415: 'unsupported-media-type',
  429: 'rate-limited',
  503: 'unavailable',
};

/** Whatever was thrown on the way, as the refusal that the client gets. */
export function refusalFor(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  const status = statusOf(error);
  if (status === undefined)
    return isDatabaseAway(error) ? new Refusal('unavailable', { retryAfter: 2 }) : undefined;
  const code = byStatus[status] ?? (status < 500 ? 'invalid-input' : undefined);
  return code && new Refusal(code);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  // Fastify's own errors; those of other libraries say nothing about the client.
  if (typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number')
    return statusCode;
  return undefined;
}

/** The driver could not reach the database, or lost it on the way: the same request may succeed in a moment. */
function isDatabaseAway(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^Mongo(Network|ServerSelection|NotConnected|PoolCleared|OperationTimeout|TopologyClosed)/.test(
      error.name,
    )
  );
}

/** Answers every error as `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logs: Logs) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    let refusal = refusalFor(error);
    if (!refusal) {
      refusal = new Refusal('internal-error');
      this.logs.fault('request failed', error, {
        requestId: request.id,
        route: request.routeOptions?.url,
      });
    } else if (refusal.code === 'unavailable') {
      this.logs.warn('request refused: database unavailable', { requestId: request.id });
    }
    sendProblem(refusal, request, reply);
  }
}

export function sendProblem(refusal: Refusal, request: FastifyRequest, reply: FastifyReply): void {
  // The answer is under way already, as with a broken download: nothing better than an end is possible.
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  const { retryAfter } = refusal.extras;
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  void reply
    .code(problems[refusal.code].status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify({ ...refusal.problem, requestId: request.id }));
}
