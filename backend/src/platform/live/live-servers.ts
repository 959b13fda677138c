import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { limits } from '@kraken/shared';
import type { Server as HttpServer, IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'socket.io';
import type { Env } from '../../env.ts';
import { ENV } from '../env-token.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { LiveServer } from './live-server.ts';
import type { LiveAdapter } from './live-adapter.ts';
import { LIVE_ADAPTER } from './live-adapter.ts';
import { watchLines } from './line-watch.ts';

/** Makes the Socket.IO server on the application's own HTTP server. */
@Injectable()
export class LiveServers {
  constructor(
    private readonly http: HttpAdapterHost,
    @Inject(ENV) private readonly env: Env,
    @Inject(LIVE_ADAPTER) private readonly adapter: LiveAdapter,
  ) {}

  open(): LiveServer {
    const server = this.http.httpAdapter.getHttpServer() as HttpServer;
    const live: LiveServer = new Server(server, {
      serveClient: false,
      transports: ['websocket', 'polling'],
      // A dead line is noticed after 40 seconds at the latest, inside the 45 in which presence has to be right.
      pingInterval: 20_000,
      pingTimeout: 20_000,
      maxHttpBufferSize: limits.socketFrameBytes,
      perMessageDeflate: false,
      httpCompression: false,
      cookie: false,
      // A connection that does not say who it is may not stay.
      connectTimeout: 10_000,
      adapter: this.adapter,
      // A page of another site may neither poll nor open a socket in somebody's name.
      allowRequest: (request, decide) => decide(null, isOwnOrigin(request, this.env)),
    });
    // Socket.IO answers past Fastify, and so past its headers.
    const headers = Object.entries(securityHeaders(this.env));
    live.engine.use((_request: IncomingMessage, response: ServerResponse, next: () => void) => {
      for (const [name, value] of headers) response.setHeader(name, value);
      next();
    });
    watchLines(live);
    return live;
  }
}
