import { Injectable } from '@nestjs/common';
import type { Member, MemberList, MemberQuery } from '@kraken/shared';
import { ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunityAccess } from '../communities/communities.access.ts';
import { type Membership, MembershipsService } from '../communities/memberships.service.ts';
import { PresenceService } from '../presence/presence.service.ts';
import { UsersService } from '../users/users.service.ts';
import { fold, matches } from './member-search.ts';

/** How many members a search looks at with one read of the store. */
const searchStep = 500;

/** People in communities: who they are, how they come and how they go. */
@Injectable()
export class MembersService {
  private readonly news = new KeyedQueue();

  constructor(
    private readonly mongo: Mongo,
    private readonly access: CommunityAccess,
    private readonly memberships: MembershipsService,
    private readonly users: UsersService,
    private readonly presence: PresenceService,
    private readonly live: Live,
  ) {}

  async list(userId: string, communityId: string, query: MemberQuery): Promise<MemberList> {
    await this.access.require(userId, communityId);
    const { after, limit, q } = query;
    const found = q
      ? await this.search(communityId, fold(q), { after, limit: limit + 1 })
      : await this.toMembers(await this.memberships.page(communityId, { after, limit: limit + 1 }));
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return found.length > limit && last ? { items, next: last.user.id } : { items };
  }

  async get(viewerId: string, communityId: string, userId: string): Promise<Member> {
    await this.access.require(viewerId, communityId);
    const membership = await this.memberships.find(userId, communityId);
    const [member] = membership ? await this.toMembers([membership]) : [];
    if (!member) throw new Refusal('not-found');
    return member;
  }

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
    this.memberships.grantAccess(userId, communityId);
    const [member] = await this.toMembers([membership]);
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
   * Tells of one who came or went, with the count as it is by then. Counts of one community are read one after the
   * other, so the last one told is the one that stays true.
   */
  private tell(communityId: string, publish: (memberCount: number) => void): Promise<void> {
    return this.news.run(communityId, async () => {
      const memberCount = await this.memberships.countMembers(communityId);
      if (memberCount !== null) publish(memberCount);
    });
  }

  private async search(
    communityId: string,
    folded: string,
    { after, limit }: { after: string | undefined; limit: number },
  ): Promise<Member[]> {
    const found: Member[] = [];
    for (let from = after; ;) {
      const step = await this.memberships.page(communityId, { after: from, limit: searchStep });
      const people = await this.users.list(step.map(({ userId }) => userId));
      const matching = new Set(people.filter((user) => matches(user, folded)).map(({ id }) => id));
      const wanted = step
        .filter(({ userId }) => matching.has(userId))
        .slice(0, limit - found.length);
      found.push(...(await this.toMembers(wanted)));
      if (found.length >= limit || step.length < searchStep) return found;
      from = step.at(-1)?.userId;
    }
  }

  /** In the same order; who has no account any more is left out. */
  private async toMembers(memberships: readonly Membership[]): Promise<Member[]> {
    const ids = memberships.map(({ userId }) => userId);
    const [people, presences] = await Promise.all([
      this.users.list(ids),
      this.presence.presenceOf(ids),
    ]);
    const byId = new Map(people.map((user) => [user.id, user]));
    return memberships.flatMap(({ communityId, userId, joinedAt }) => {
      const user = byId.get(userId);
      const presence = presences.get(userId) ?? 'offline';
      return user ? [{ communityId, user, presence, joinedAt: joinedAt.toISOString() }] : [];
    });
  }
}
