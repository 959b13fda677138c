import { Injectable } from '@nestjs/common';
import { LoadCache } from '../../platform/memory/load-cache.ts';
import { MembershipsService } from '../communities/memberships.service.ts';
import { PresenceService } from '../presence/presence.service.ts';

/** Anyone with an invite may ask, as often as they like: a count is good for this long. */
const ageMs = 5000;
const membersAtOnce = 1000;

/** How many members of a community are there at the moment. */
@Injectable()
export class OnlineCountsService {
  private readonly counts: LoadCache<number>;

  constructor(
    private readonly memberships: MembershipsService,
    private readonly presence: PresenceService,
  ) {
    this.counts = new LoadCache({ max: 1000, maxAgeMs: ageMs }, (communityId) =>
      this.count(communityId),
    );
  }

  async of(communityId: string): Promise<number> {
    return (await this.counts.get(communityId)) ?? 0;
  }

  private async count(communityId: string): Promise<number> {
    let online = 0;
    let after: string | undefined;
    do {
      const page = await this.memberships.page(communityId, { after, limit: membersAtOnce });
      const presences = await this.presence.presenceOf(page.map(({ userId }) => userId));
      for (const status of presences.values()) if (status !== 'offline') online += 1;
      after = page.length < membersAtOnce ? undefined : page.at(-1)?.userId;
    } while (after !== undefined);
    return online;
  }
}
