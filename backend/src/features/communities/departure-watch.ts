import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../../env.ts';
import { Bus } from '../../platform/bus/bus.ts';
import { ENV } from '../../platform/env-token.ts';
import { accessRevoked, Live } from '../../platform/live/live.ts';
import { Logs } from '../../platform/log/logs.ts';
import { type Departure, DeparturesRepository } from './departures.repository.ts';
import { MembershipsRepository } from './memberships.repository.ts';

/** Twice in the five seconds in which lost access has to be gone: seen at one look, acted on at the next. */
const everyMs = 2000;
/** A notice is remembered until its departure has been looked at twice, with room for a slow store. */
const heardForMs = 30_000;

/**
 * Ends the access of who left on another backend while no notice could get through, or whose backend died between
 * commit and notice. A backend that is alone tells itself and cannot miss one.
 */
@Injectable()
export class DepartureWatch implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly heard = new Map<string, number>();
  /** Departures by id: whether they have been dealt with or were seen just once. */
  private known: Map<string, 'seen' | 'settled'> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ENV) private readonly env: Env,
    private readonly departures: DeparturesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly live: Live,
    private readonly bus: Bus,
    private readonly logs: Logs,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.env.REDIS_URL === undefined) return;
    this.bus.subscribe(accessRevoked, ({ userId, scope: { communityId } }) => {
      this.heard.set(`${userId}/${communityId}`, performance.now());
    });
    await this.look();
    this.timer = setInterval(() => void this.look(), everyMs);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async look(): Promise<void> {
    try {
      const recent = await this.departures.listRecent();
      // What was there before this backend let anybody in concerns nobody here.
      const before = this.known ?? new Map(recent.map(({ id }) => [id, 'settled'] as const));
      this.known = new Map(recent.map(({ id }) => [id, before.has(id) ? 'settled' : 'seen']));
      for (const departure of recent) {
        if (before.get(departure.id) === 'seen') await this.settle(departure);
      }
    } catch (error) {
      this.logs.fault('departures could not be looked up', error);
    }
    this.forgetHeard();
  }

  private async settle({ communityId, userId }: Departure): Promise<void> {
    if (this.heard.has(`${userId}/${communityId}`)) return;
    if (await this.memberships.find(communityId, userId)) return;
    this.live.revokeAccess(userId, { communityId });
  }

  private forgetHeard(): void {
    const before = performance.now() - heardForMs;
    for (const [key, at] of this.heard) if (at < before) this.heard.delete(key);
  }
}
