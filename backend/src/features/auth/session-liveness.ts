import { Injectable } from '@nestjs/common';
import { Bus } from '../../platform/bus/bus.ts';
import { sessionEnded } from '../../platform/live/live.ts';
import { LoadCache } from '../../platform/memory/load-cache.ts';
import { SessionsRepository } from './sessions.repository.ts';

/**
 * How long an answer of the store is believed without a notice to the contrary, in milliseconds. A notice that got lost
 * between backends costs this much of the five seconds in which a revocation has to hold.
 */
const believedForMs = 4000;

/** Whether sessions live: by the store, remembered briefly, so that a request does not cost a question. */
@Injectable()
export class SessionLiveness {
  private readonly live: LoadCache<true>;

  constructor(sessions: SessionsRepository, bus: Bus) {
    this.live = new LoadCache({ max: 50_000, maxAgeMs: believedForMs }, async (id) =>
      (await sessions.isLive(id)) ? true : null,
    );
    bus.subscribe(sessionEnded, ({ sessionId }) => this.live.drop(sessionId));
  }

  async isLive(sessionId: string): Promise<boolean> {
    return (await this.live.get(sessionId)) !== null;
  }
}
