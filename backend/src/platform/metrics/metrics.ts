import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import type { Env } from '../../env.ts';
import { StartupError } from '../../env.ts';
import type { RouteFacts } from '../access/route.ts';
import { ENV } from '../env-token.ts';
import { LiveGateway } from '../live/live.gateway.ts';

/** Requests are mostly done in milliseconds; what takes seconds is a fault. */
const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** Prometheus metrics on a port of their own, for this machine alone. Without METRICS_PORT nothing is measured. */
@Injectable()
export class Metrics implements OnApplicationBootstrap, OnApplicationShutdown {
  private registry: Registry | undefined;
  private server: Server | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly live: LiveGateway,
  ) {}

  /** Measures requests; called before routes are added. */
  async watch(fastify: FastifyInstance): Promise<void> {
    if (this.env.METRICS_PORT === undefined) return;
    const { Histogram, Registry, collectDefaultMetrics } = await import('prom-client');
    const registry = (this.registry = new Registry());
    collectDefaultMetrics({ register: registry });
    const requests = new Histogram({
      name: 'kraken_http_request_seconds',
      help: 'How long requests took, by route and status.',
      labelNames: ['route', 'status'],
      buckets: secondsBuckets,
      registers: [registry],
    });
    fastify.addHook('onResponse', (request, reply, done) => {
      const { routeId } = request.routeOptions.config as Partial<RouteFacts>;
      requests.observe(
        { route: routeId ?? 'none', status: reply.statusCode },
        reply.elapsedTime / 1000,
      );
      done();
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.registry) return;
    const { Gauge } = await import('prom-client');
    const live = this.live;
    new Gauge({
      name: 'kraken_live_sockets',
      help: 'Sockets that are connected to this backend.',
      registers: [this.registry],
      collect() {
        this.set(live.socketCount);
      },
    });
    await this.listen(createServer((request, response) => void this.answer(request, response)));
  }

  async onApplicationShutdown(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(undefined)));
  }

  /** The port that is really used; undefined when there is none. */
  get port(): number | undefined {
    return (this.server?.address() as AddressInfo | null | undefined)?.port;
  }

  private async listen(server: Server): Promise<void> {
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', () =>
        reject(new StartupError('METRICS_PORT is in use by another program. Choose another one.')),
      );
      server.listen(this.env.METRICS_PORT, '127.0.0.1', resolve);
    });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // A page could point a name of its own at this machine and read along.
    const isOwnName = ownNames.test(request.headers.host ?? '');
    if (!this.registry || !isOwnName || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    const text = await this.registry.metrics();
    response.writeHead(200, { 'content-type': this.registry.contentType }).end(text);
  }
}
