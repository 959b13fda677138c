import type { OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import { HttpAdapterHost, ModuleRef } from '@nestjs/core';
import { limits, ServerEvents } from '@kraken/shared';
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { Env } from '../../env.ts';
import { SessionVerifier } from '../access/session-verifier.ts';
import { Bus } from '../bus/bus.ts';
import { REDIS } from '../bus/redis-clients.ts';
import type { RedisClients } from '../bus/redis-clients.ts';
import { ENV } from '../env-token.ts';
import { isOwnOrigin } from '../http/origin.ts';
import { Logs } from '../log/logs.ts';
import { Refusal } from '../refusal.ts';
import { AudiencesOf } from './audiences-of.ts';
import { CoalescingAdapter } from './coalescing-adapter.ts';
import { coalescingRedisAdapter } from './redis-adapter.ts';
import { Live, roomChanged, sessionEnded } from './live.ts';
import type { LiveServer, LiveSocket } from './live-server.ts';
import { everybody, roomEntered } from './rooms.ts';
import { Rejoining } from './rejoining.ts';
import { SignalDoor } from './signal-door.ts';
import { Signals } from './signals.ts';

/** How long an ended session is remembered, for sockets that were let in a moment before. */
const endedMemoryMs = 60_000;
const expirySweepMs = 2_000;

/** Lets sockets in, puts them into their rooms and ends them. */
@Injectable()
export class LiveGateway implements OnApplicationBootstrap {
  private io!: LiveServer;
  private rejoining: Rejoining | undefined;
  private sweep: NodeJS.Timeout | undefined;
  private readonly ended = new Map<string, number>();

  constructor(
    private readonly http: HttpAdapterHost,
    private readonly modules: ModuleRef,
    @Inject(ENV) private readonly env: Env,
    @Inject(REDIS) private readonly redis: RedisClients | null,
    private readonly bus: Bus,
    private readonly live: Live,
    private readonly signals: Signals,
    private readonly logs: Logs,
  ) {}

  onApplicationBootstrap(): void {
    const server = this.http.httpAdapter.getHttpServer() as HttpServer;
    this.io = new Server(server, {
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
      adapter: this.redis
        ? coalescingRedisAdapter(this.redis, this.env.MONGODB_DATABASE)
        : CoalescingAdapter,
      // A page of another site may neither poll nor open a socket in somebody's name.
      allowRequest: (request, decide) => decide(null, isOwnOrigin(request, this.env)),
    });
    this.io.use((socket, next) => void this.letIn(socket, next));
    this.io.on('connection', (socket) => void this.welcome(socket));
    this.bus.subscribe(roomChanged, ({ userId, audience, joined }) => {
      this.moveUser(userId, roomEntered(audience), joined);
    });
    this.bus.subscribe(sessionEnded, ({ sessionId, reason }) => this.end(sessionId, reason));
    this.sweep = setInterval(() => this.endExpired(), expirySweepMs);
    this.live.speakThrough(this.io);
    this.rejoining = new Rejoining(this.io, this.bus, () => this.audiences, this.logs);
  }

  get socketCount(): number {
    return this.io.of('/').sockets.size;
  }

  /** Refuses new sockets and ends those that are there; the answer comes when all are gone. */
  async close(): Promise<void> {
    clearInterval(this.sweep);
    this.rejoining?.stop();
    await this.io?.close();
  }

  private async letIn(socket: LiveSocket, next: (error?: Error) => void): Promise<void> {
    try {
      const { token } = socket.handshake.auth as { token?: unknown };
      if (typeof token !== 'string' || token.length > 4096) throw new Refusal('unauthenticated');
      socket.data = {
        identity: await this.verifier.verify(token),
        signals: { count: 0, windowEndsAt: 0 },
      };
      next();
    } catch (error) {
      next(this.connectError(error));
    }
  }

  /** Ports are found late: features depend on the platform, not the other way. */
  private get verifier(): SessionVerifier {
    return this.modules.get<unknown, SessionVerifier>(SessionVerifier, { strict: false });
  }

  private get audiences(): AudiencesOf {
    return this.modules.get<unknown, AudiencesOf>(AudiencesOf, { strict: false });
  }

  private get adapter(): CoalescingAdapter {
    return this.io.of('/').adapter as CoalescingAdapter;
  }

  private connectError(error: unknown): Error {
    const refusal =
      error instanceof Refusal ? error : new Refusal('unavailable', { retryAfter: 2 });
    if (refusal !== error) this.logs.fault('socket handshake failed', error);
    return Object.assign(new Error(refusal.code), { data: refusal.problem });
  }

  private async welcome(socket: LiveSocket): Promise<void> {
    const { identity } = socket.data;
    const { userId, sessionId } = identity;
    new SignalDoor(socket, this.signals, this.verifier, this.logs).open();
    await socket.join([
      everybody,
      roomEntered({ kind: 'user', userId }),
      roomEntered({ kind: 'session', sessionId }),
    ]);
    if (this.ended.has(sessionId)) return this.dismiss(socket, 'revoked');
    const moves = (socket.data.moves = new Map());
    try {
      const rooms = (await this.audiences.list(userId)).map(roomEntered);
      await socket.join(rooms.filter((room) => moves.get(room) !== false));
      delete socket.data.moves;
      if (!socket.connected) return;
      this.adapter.flush();
      socket.emit(ServerEvents.SessionReady, { userId, sessionId });
      const source = { ...identity, socketId: socket.id };
      this.signals.tellConnected(source);
      socket.once('disconnect', () => this.signals.tellDisconnected(source));
    } catch (error) {
      this.logs.fault('socket could not enter its rooms', error);
      socket.disconnect(true);
    }
  }

  private moveUser(userId: string, room: string, joined: boolean): void {
    const userRoom = roomEntered({ kind: 'user', userId });
    for (const id of this.adapter.rooms.get(userRoom) ?? []) {
      const socket = this.io.of('/').sockets.get(id);
      socket?.data.moves?.set(room, joined);
      if (joined) void socket?.join(room);
      else void socket?.leave(room);
    }
  }

  private end(sessionId: string, reason: Parameters<LiveGateway['dismiss']>[1]): void {
    const now = Date.now();
    this.ended.set(sessionId, now);
    for (const [id, at] of this.ended) {
      if (at > now - endedMemoryMs) break;
      this.ended.delete(id);
    }
    const room = roomEntered({ kind: 'session', sessionId });
    for (const id of [...(this.adapter.rooms.get(room) ?? [])]) {
      const socket = this.io.of('/').sockets.get(id);
      if (socket) this.dismiss(socket, reason);
    }
  }

  private endExpired(): void {
    const now = Date.now();
    for (const socket of this.io.of('/').sockets.values()) {
      if (socket.data.identity.expiresAt <= now) this.dismiss(socket, 'expired');
    }
  }

  private dismiss(
    socket: LiveSocket,
    reason: 'signed-out' | 'revoked' | 'expired' | 'password-changed',
  ): void {
    this.adapter.flush();
    socket.emit(ServerEvents.SessionRevoked, { reason });
    socket.disconnect(true);
  }
}
