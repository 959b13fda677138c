import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../../env.ts';
import { ENV } from '../../platform/env-token.ts';
import { Live } from '../../platform/live/live.ts';
import type { SignalSource } from '../../platform/live/signals.ts';
import { Signals } from '../../platform/live/signals.ts';
import { Logs } from '../../platform/log/logs.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** Twice in the five seconds in which a revoked session's sockets have to be gone. */
const everyMs = 2_400;

/**
 * Closes sockets whose session ended on another backend while no notice could get through. A backend that is alone
 * tells itself and cannot miss one.
 */
@Injectable()
export class SessionWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** By socket, the session that it belongs to. */
  private readonly connected = new Map<string, SignalSource>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly sessions: SessionsRepository,
    private readonly live: Live,
    private readonly signals: Signals,
    private readonly logs: Logs,
  ) {}

  onApplicationBootstrap(): void {
    if (this.env.REDIS_URL === undefined) return;
    this.signals.listen({
      connected: (source) => void this.connected.set(source.socketId, source),
      disconnected: ({ socketId }) => void this.connected.delete(socketId),
    });
    this.timer = setInterval(() => void this.look(), everyMs);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    const bySession = new Map(
      [...this.connected.values()].map(({ sessionId, userId }) => [sessionId, userId]),
    );
    if (bySession.size === 0) return;
    try {
      for (const sessionId of await this.sessions.listEndedAmong([...bySession.keys()])) {
        this.live.disconnectSession(
          { sessionId, userId: bySession.get(sessionId) ?? '' },
          'revoked',
        );
      }
    } catch (error) {
      this.logs.fault('ended sessions could not be looked up', error);
    }
  }
}
