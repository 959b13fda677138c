import type { OnApplicationBootstrap } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { ServerEvents } from '@kraken/shared';
import { SessionVerifier } from '../access/session-verifier.ts';
import { Bus } from '../bus/bus.ts';
import { Logs } from '../log/logs.ts';
import { Refusal } from '../refusal.ts';
import { AudiencesOf } from './audiences-of.ts';
import type { CoalescingAdapter } from './coalescing-adapter.ts';
import { Live, roomChanged, sessionEnded } from './live.ts';
import type { EndReason, LiveServer, LiveSocket } from './live-server.ts';
import type { EngineSocket } from './lane.ts';
import { cut } from './lane.ts';
import { LiveServers } from './live-servers.ts';
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
  /** Lines that somebody was let in by, or is just asking to be. */
  private readonly takenLines = new WeakSet<object>();

  constructor(
    private readonly servers: LiveServers,
    private readonly modules: ModuleRef,
    private readonly bus: Bus,
    private readonly live: Live,
    private readonly signals: Signals,
    private readonly logs: Logs,
  ) {}

  onApplicationBootstrap(): void {
    this.io = this.servers.open();
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
    // One person per line, once: asked many times at once, Socket.IO would make as many sockets, and each would hear everything.
    const line = socket.conn;
    if (this.takenLines.has(line)) return cut(line as unknown as EngineSocket);
    this.takenLines.add(line);
    try {
      const { token } = socket.handshake.auth as { token?: unknown };
      if (typeof token !== 'string' || token.length > 4096) throw new Refusal('unauthenticated');
      socket.data = {
        identity: await this.verifier.verify(token),
        signals: { count: 0, windowEndsAt: 0 },
      };
      next();
    } catch (error) {
      this.takenLines.delete(line);
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
    // The request that opened the line would stay in memory as long as the line; nobody asks it any more.
    (socket.conn as { request: unknown }).request = null;
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
      // Cut rather than dismissed: a client that is cut comes back by itself.
      socket.conn.close();
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

  private end(sessionId: string, reason: EndReason): void {
    const now = Date.now();
    this.ended.set(sessionId, now);
    for (const [id, at] of this.ended) {
      if (at > now - endedMemoryMs) break;
      this.ended.delete(id);
    }
    const room = roomEntered({ kind: 'session', sessionId });
    // A copy: whoever is dismissed leaves the room.
    for (const id of Array.from(this.adapter.rooms.get(room) ?? [])) {
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

  private dismiss(socket: LiveSocket, reason: EndReason): void {
    this.adapter.flush();
    socket.emit(ServerEvents.SessionRevoked, { reason });
    socket.disconnect(true);
  }
}
