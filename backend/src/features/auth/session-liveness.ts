import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../../env.ts';
import { Bus } from '../../platform/bus/bus.ts';
import { ENV } from '../../platform/env-token.ts';
import { sessionEnded } from '../../platform/live/live.ts';
import { believedForMs } from '../../platform/memory/belief.ts';
import { LoadCache } from '../../platform/memory/load-cache.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** Whether sessions live: by the store, remembered for a while, so that a request does not cost a question. */
@Injectable()
export class SessionLiveness {
  private readonly live: LoadCache<true>;

  constructor(sessions: SessionsRepository, bus: Bus, @Inject(ENV) env: Env) {
    this.live = new LoadCache({ max: 50_000, maxAgeMs: believedForMs(env) }, async (id) =>
      (await sessions.isLive(id)) ? true : null,
    );
    bus.subscribe(sessionEnded, ({ sessionId }) => this.live.drop(sessionId));
  }

  async isLive(sessionId: string): Promise<boolean> {
    return (await this.live.get(sessionId)) !== null;
  }
}
