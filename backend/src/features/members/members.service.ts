import { Injectable } from '@nestjs/common';
import type { Member, MemberList, MemberQuery } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import { CommunityAccess } from '../communities/communities.access.ts';
import { type Membership, MembershipsService } from '../communities/memberships.service.ts';
import { PresenceService } from '../presence/presence.service.ts';
import { UsersService } from '../users/users.service.ts';
import { fold, matches } from './member-search.ts';

/** How many members a search looks at with one read of the store. */
const searchStep = 500;

/** People in communities, as their fellow members see them. */
@Injectable()
export class MembersService {
  constructor(
    private readonly access: CommunityAccess,
    private readonly memberships: MembershipsService,
    private readonly users: UsersService,
    private readonly presence: PresenceService,
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
    const member = membership && (await this.memberOf(membership));
    if (!member) throw new Refusal('not-found');
    return member;
  }

  /** Undefined for who has no account any more. */
  async memberOf(membership: Membership): Promise<Member | undefined> {
    return (await this.toMembers([membership]))[0];
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
