import { Injectable } from '@nestjs/common';
import { ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { ChannelsService } from '../channels/channels.service.ts';
import { CommunityAccess } from '../communities/communities.access.ts';
import { MembershipsService } from '../communities/memberships.service.ts';
import { ReadsService } from '../reads/reads.service.ts';
import { MembersService } from './members.service.ts';

/** How people come into communities and leave them. */
@Injectable()
export class JoiningService {
  private readonly news = new KeyedQueue();

  constructor(
    private readonly mongo: Mongo,
    private readonly access: CommunityAccess,
    private readonly memberships: MembershipsService,
    private readonly members: MembersService,
    private readonly channels: ChannelsService,
    private readonly reads: ReadsService,
    private readonly live: Live,
  ) {}

  async leave(userId: string, communityId: string): Promise<void> {
    const { community } = await this.access.require(userId, communityId);
    if (community.ownerId === userId) throw new Refusal('owner-must-stay');
    const left = await this.mongo.transaction((transaction) =>
      this.memberships.dismiss(userId, communityId, transaction),
    );
    if (!left) throw new Refusal('not-found');
    this.live.revokeAccess(userId, { communityId });
    await this.tell(communityId, (memberCount) => {
      this.live.publish(
        ServerEvents.MemberLeft,
        { kind: 'community', communityId },
        { communityId, memberCount, userId },
      );
    });
  }

  /**
   * Makes the person a member together with whatever `also` writes, and tells it. False for who is one already; then
   * `also` has not run.
   * @throws {Refusal} `not-found` when the community is gone, `limit-reached` for who is in too many
   */
  async join(
    userId: string,
    communityId: string,
    also?: (transaction: Transaction) => Promise<void>,
  ): Promise<boolean> {
    const membership = await this.memberships.inTurn(userId, () =>
      this.mongo.transaction(async (transaction) => {
        const admitted = await this.memberships.admit(userId, communityId, transaction);
        if (admitted) await also?.(transaction);
        return admitted;
      }),
    );
    if (!membership) return false;
    // The membership stands; should this fail, old messages show as unread and nothing worse.
    await this.beginAtEnd(userId, communityId).catch(() => undefined);
    this.memberships.grantAccess(userId, communityId);
    if (await this.hasLeft(userId, communityId)) return true;
    const member = await this.members.memberOf(membership);
    if (!member) return true;
    await this.tell(communityId, (memberCount) => {
      this.live.publish(
        ServerEvents.MemberJoined,
        { kind: 'community', communityId },
        { communityId, memberCount, member },
      );
    });
    return true;
  }

  /**
   * Whoever left between the joining and the news of it lost their access before they were given it, and would hear the
   * community for ever.
   */
  private async hasLeft(userId: string, communityId: string): Promise<boolean> {
    if (await this.memberships.find(userId, communityId)) return false;
    this.live.revokeAccess(userId, { communityId });
    return true;
  }

  /** What was written before somebody came is not waiting for them. */
  private async beginAtEnd(userId: string, communityId: string): Promise<void> {
    const standing = await this.access.find(userId, communityId);
    if (standing === null) return;
    const channels = await this.channels.listReadable(userId, [standing.community]);
    await this.reads.beginAtEnd(userId, communityId, channels.get(communityId) ?? []);
  }

  /**
   * Tells of one who came or went, with the count as it is by then. Counts of one community are read one after the
   * other, so the last one told is the one that stays true.
   */
  private tell(communityId: string, publish: (memberCount: number) => void): Promise<void> {
    return this.news.run(communityId, async () => {
      const memberCount = await this.memberships.countMembers(communityId);
      if (memberCount !== null) publish(memberCount);
    });
  }
}
