import { ServerEvents } from '@kraken/shared';
import type { Bus } from '../bus/bus.ts';
import type { Logs } from '../log/logs.ts';
import type { AudiencesOf } from './audiences-of.ts';
import type { LiveServer, LiveSocket } from './live-server.ts';
import { everybody, roomEntered } from './rooms.ts';

/** Catching up is promised within five seconds, also while Redis is away. */
const apartIntervalMs = 4_000;
/** People whose rooms are asked for at the same time. */
const concurrency = 16;

/**
 * While backends cannot hear each other, and once more when they can again, every socket here gets its rooms afresh and is told
 * `session.ready`: the client then asks for whatever it missed.
 */
export class Rejoining {
  private readonly timer: NodeJS.Timeout;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    private readonly server: LiveServer,
    private readonly bus: Bus,
    private readonly audiences: () => AudiencesOf,
    private readonly logs: Logs,
  ) {
    bus.onReconnected(() => this.run());
    this.timer = setInterval(() => {
      if (!this.bus.isWhole) this.run();
    }, apartIntervalMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** One round at a time; a call during a round asks for another one after it. */
  private run(): void {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.rejoinAll().finally(() => {
      this.running = undefined;
      if (!this.again) return;
      this.again = false;
      this.run();
    });
  }

  private async rejoinAll(): Promise<void> {
    const byUser = Map.groupBy(
      this.server.of('/').sockets.values(),
      ({ data }) => data.identity.userId,
    );
    const waiting = [...byUser];
    const worker = async (): Promise<void> => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await this.rejoin(...next);
    };
    await Promise.all(Array.from({ length: concurrency }, worker));
  }

  private async rejoin(userId: string, sockets: readonly LiveSocket[]): Promise<void> {
    for (const socket of sockets) socket.data.moves ??= new Map();
    try {
      const rooms = new Set((await this.audiences().list(userId)).map(roomEntered));
      for (const socket of sockets) await this.settle(socket, rooms);
    } catch (error) {
      this.logs.fault('rooms could not be asked for again', error);
    } finally {
      for (const socket of sockets) delete socket.data.moves;
    }
  }

  private async settle(socket: LiveSocket, rooms: ReadonlySet<string>): Promise<void> {
    const { userId, sessionId } = socket.data.identity;
    const own = [
      socket.id,
      everybody,
      roomEntered({ kind: 'user', userId }),
      roomEntered({ kind: 'session', sessionId }),
    ];
    const kept = new Set([...own, ...rooms]);
    for (const [room, joined] of socket.data.moves ?? []) {
      if (joined) kept.add(room);
      else kept.delete(room);
    }
    for (const room of socket.rooms) if (!kept.has(room)) await socket.leave(room);
    await socket.join([...kept]);
    if (socket.connected) socket.emit(ServerEvents.SessionReady, { userId, sessionId });
  }
}
