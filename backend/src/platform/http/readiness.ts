import { Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';

/** Whether new work is wanted. A balancer asks `/ready` and sends none once stopping has begun. */
@Injectable()
export class Readiness {
  private stopping = false;

  get isReady(): boolean {
    return !this.stopping;
  }

  stop(): void {
    this.stopping = true;
  }

  /** Has connections end with the answer that is under way; kept open, they would hold the stop up for their idle time. */
  watch(fastify: FastifyInstance): void {
    fastify.addHook('onSend', async (_request, reply) => {
      if (this.stopping) void reply.header('connection', 'close');
    });
  }
}
