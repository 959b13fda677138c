import { Injectable } from '@nestjs/common';
import { limits, ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { DeparturesRepository } from './departures.repository.ts';
import { type MembershipDocument, MembershipsRepository } from './memberships.repository.ts';

export interface Membership {
  communityId: string;
  userId: string;
  joinedAt: Date;
}

/** Who is in which community. The people themselves are the members feature's. */
@Injectable()
export class MembershipsService {
  private readonly byPerson = new KeyedQueue();

  constructor(
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
    private readonly departures: DeparturesRepository,
    private readonly live: Live,
  ) {}

  /** Joinings of one person follow each other, so that the limit on communities holds against haste. */
  inTurn<T>(userId: string, work: () => Promise<T>): Promise<T> {
    return this.byPerson.run(userId, work);
  }

  /**
   * Makes a member and counts them; null for who is one already.
   * @throws {Refusal} `not-found` when the community is gone, `limit-reached` for who is in too many
   */
  async admit(
    userId: string,
    communityId: string,
    transaction: Transaction,
  ): Promise<Membership | null> {
    if (await this.memberships.find(communityId, userId, transaction)) return null;
    await this.requireRoom(userId, transaction);
    // Every joining writes the community, so two of one person at once conflict here and one begins again.
    const community = await this.communities.countMembers(communityId, 1, transaction);
    if (community === null) throw new Refusal('not-found');
    return toMembership(await this.memberships.insert(communityId, userId, transaction));
  }

  /** The opposite of `admit`; false for who is no member. */
  async dismiss(userId: string, communityId: string, transaction: Transaction): Promise<boolean> {
    if (!(await this.memberships.delete(communityId, userId, transaction))) return false;
    await this.departures.insert(communityId, userId, transaction);
    await this.communities.countMembers(communityId, -1, transaction);
    return true;
  }

  /** @throws {Refusal} `limit-reached` for who is in as many communities as one may be */
  async requireRoom(userId: string, transaction: Transaction): Promise<void> {
    if ((await this.memberships.countOfUser(userId, transaction)) >= limits.communitiesPerUser) {
      throw new Refusal('limit-reached', {
        detail: `Nobody can be in more than ${limits.communitiesPerUser} communities.`,
      });
    }
  }

  /** After commit: the person's devices hear the community from now on, and are told so. */
  grantAccess(userId: string, communityId: string): void {
    this.live.join(userId, { kind: 'community', communityId });
    this.live.publish(ServerEvents.AccessGranted, { kind: 'user', userId }, { communityId });
  }

  /** Null when the community is gone. */
  async countMembers(communityId: string): Promise<number | null> {
    const community = await this.communities.findById(communityId);
    return community && community.memberCount;
  }

  async find(userId: string, communityId: string): Promise<Membership | null> {
    const found = await this.memberships.find(communityId, userId);
    return found && toMembership(found);
  }

  /** In the order of joining. */
  async communityIdsOf(userId: string): Promise<string[]> {
    const found = await this.memberships.listOfUser(userId);
    return found.map(({ communityId }) => communityId.toHexString());
  }

  /** Members in the order of the people's ids. */
  async page(
    communityId: string,
    range: { after?: string | undefined; limit: number },
  ): Promise<Membership[]> {
    return (await this.memberships.page(communityId, range)).map(toMembership);
  }
}

function toMembership({ communityId, userId, joinedAt }: MembershipDocument): Membership {
  return { communityId: communityId.toHexString(), userId: userId.toHexString(), joinedAt };
}
