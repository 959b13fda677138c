import type { PresenceStatus } from '@kraken/shared';
import { ServerEvents } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Bus, topic } from '../../platform/bus/bus.ts';
import { AudiencesOf } from '../../platform/live/audiences-of.ts';
import { Live } from '../../platform/live/live.ts';
import { Logs } from '../../platform/log/logs.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import { PresenceSets } from './presence-sets.ts';

/** What the others were last told of a person, on whichever backend. */
const told = topic<{ userId: string; status: PresenceStatus }>('presence.told');

/** Tells those who share a community with a person how the person appears, once per change and not more. */
@Injectable()
export class PresenceTeller {
  /** Who was last told to be there, and how; who is not in it was last told to be offline. */
  private readonly lastTold = new Map<string, PresenceStatus>();

  /** One person's changes are told one after the other, so that the last one told is the one that stays. */
  private readonly telling = new KeyedQueue();

  constructor(
    private readonly sets: PresenceSets,
    private readonly live: Live,
    private readonly bus: Bus,
    private readonly modules: ModuleRef,
    private readonly logs: Logs,
  ) {
    bus.subscribe(told, ({ userId, status }) => {
      if (status === 'offline') this.lastTold.delete(userId);
      else this.lastTold.set(userId, status);
    });
  }

  /** Everyone who was last told to be there. */
  everyonePresent(): string[] {
    return [...this.lastTold.keys()];
  }

  /** Compares how the person appears now with what was told, and tells the difference. Never fails. */
  tell(userId: string): Promise<void> {
    return this.telling.run(userId, () => this.tellDifference(userId));
  }

  private async tellDifference(userId: string): Promise<void> {
    try {
      const status = await this.sets.visibleStatusOf(userId);
      if (status === (this.lastTold.get(userId) ?? 'offline')) return;
      // Found late: communities rest on people.
      const audiences = await this.modules.get(AudiencesOf, { strict: false }).list(userId);
      this.bus.publish(told, { userId, status });
      const presence = { userId, status };
      this.live.publish(ServerEvents.PresenceUpdated, { kind: 'user', userId }, presence);
      for (const audience of audiences) {
        if (audience.kind !== 'community') continue;
        this.live.publish(ServerEvents.PresenceUpdated, audience, presence);
      }
    } catch (error) {
      this.logs.fault('presence could not be told', error);
    }
  }
}
