import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { ServerEvents } from '@kraken/shared';
import { Bus } from '../../platform/bus/bus.ts';
import { TombstoneSweep } from '../../platform/jobs/tombstone-sweep.ts';
import { Live } from '../../platform/live/live.ts';
import { Logs } from '../../platform/log/logs.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunityAccess, structureChanged } from './communities.access.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { CommunityPartsService } from './community-parts.service.ts';
import { MembershipsRepository } from './memberships.repository.ts';

const membersAtOnce = 500;

/** The end of a community: hidden by one write, told, and then cleared away however long that takes. */
@Injectable()
export class CommunityRemoval implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweep: TombstoneSweep;

  constructor(
    private readonly access: CommunityAccess,
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly parts: CommunityPartsService,
    private readonly live: Live,
    private readonly bus: Bus,
    logs: Logs,
  ) {
    this.sweep = new TombstoneSweep(
      {
        name: 'communities',
        list: () => communities.listDeleted(),
        sweep: (id) => this.clear(id),
        forget: (id) => communities.deleteForGood(id),
      },
      logs,
    );
  }

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.sweep.stop();
  }

  /** Only the owner may, whatever others are allowed. */
  async delete(userId: string, communityId: string): Promise<void> {
    const { community } = await this.access.require(userId, communityId);
    if (community.ownerId !== userId) throw new Refusal('forbidden');
    if (!(await this.communities.markDeleted(communityId, userId, new Date()))) {
      throw new Refusal('not-found');
    }
    this.bus.publish(structureChanged, { communityId });
    const audience = { kind: 'community', communityId } as const;
    this.live.publish(ServerEvents.CommunityDeleted, audience, { communityId });
    await this.dismissMembers(communityId);
    void this.sweep.run();
  }

  /** One round of clearing away, and the end of tombstones that are old enough at that time. */
  clearAway(now?: Date): Promise<void> {
    return this.sweep.run(now);
  }

  private async clear(communityId: string): Promise<void> {
    await this.dismissMembers(communityId);
    await this.parts.sweep(communityId);
  }

  private async dismissMembers(communityId: string): Promise<void> {
    for (;;) {
      const members = await this.memberships.page(communityId, { limit: membersAtOnce });
      if (members.length === 0) return;
      for (const { userId } of members)
        this.live.revokeAccess(userId.toHexString(), { communityId });
      await this.memberships.deleteAmong(communityId, members);
    }
  }
}
