import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type {
  CommunitySnapshot,
  CreateInvite,
  Invite,
  InviteList,
  InvitePreview,
} from '@kraken/shared';
import { hasPermission, limits } from '@kraken/shared';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunitiesService } from '../communities/communities.service.ts';
import { CommunityAccess } from '../communities/communities.access.ts';
import { CommunityPartsService } from '../communities/community-parts.service.ts';
import { JoiningService } from '../members/joining.service.ts';
import { OnlineCountsService } from '../members/online-counts.service.ts';
import { UsersService } from '../users/users.service.ts';
import { makeInviteCode } from './invite-code.ts';
import { toInvite } from './invites.mapper.ts';
import { type InviteDocument, InvitesRepository } from './invites.repository.ts';

@Injectable()
export class InvitesService implements OnModuleInit {
  private readonly creating = new KeyedQueue();

  constructor(
    private readonly repository: InvitesRepository,
    private readonly access: CommunityAccess,
    private readonly communities: CommunitiesService,
    private readonly joining: JoiningService,
    private readonly onlineCounts: OnlineCountsService,
    private readonly users: UsersService,
    private readonly parts: CommunityPartsService,
  ) {}

  onModuleInit(): void {
    this.parts.add({ sweep: (communityId) => this.repository.deleteOfCommunity(communityId) });
  }

  async create(
    userId: string,
    communityId: string,
    { maxUses, expiresIn }: CreateInvite,
  ): Promise<Invite> {
    await this.access.require(userId, communityId, 'invite.create');
    const createdAt = new Date();
    const document = await this.creating.run(communityId, async () => {
      await this.requireRoom(communityId, createdAt);
      return this.repository.insert({
        code: makeInviteCode(),
        communityId,
        creatorId: userId,
        maxUses: maxUses ?? null,
        expiresAt:
          expiresIn === undefined ? null : new Date(createdAt.getTime() + expiresIn * 1000),
        createdAt,
      });
    });
    return toInvite(document);
  }

  async list(userId: string, communityId: string): Promise<InviteList> {
    await this.access.require(userId, communityId, 'invite.manage');
    const items = (await this.repository.listWorking(communityId, new Date())).map(toInvite);
    return { items, users: await this.users.list(items.map(({ creatorId }) => creatorId)) };
  }

  /** One's own, or any with `invite.manage`. */
  async revoke(userId: string, communityId: string, code: string): Promise<void> {
    const { mask } = await this.access.require(userId, communityId);
    const invite = await this.repository.findByCode(code);
    if (invite === null || invite.communityId.toHexString() !== communityId)
      throw new Refusal('not-found');
    const isOwn = invite.creatorId.toHexString() === userId;
    if (!isOwn && !hasPermission(mask, 'invite.manage')) throw new Refusal('forbidden');
    if (!(await this.repository.revoke(communityId, code, new Date())))
      throw new Refusal('not-found');
  }

  /** What anyone who holds the code may see. */
  async preview(code: string): Promise<InvitePreview> {
    const invite = await this.requireWorking(code);
    const communityId = invite.communityId.toHexString();
    const [[community], [inviter], onlineCount] = await Promise.all([
      this.communities.listOf([communityId]),
      this.users.list([invite.creatorId.toHexString()]),
      this.onlineCounts.of(communityId),
    ]);
    if (!community) throw new Refusal('invite-invalid');
    const { id, name, description, memberCount } = community;
    return {
      code,
      community: { id, name, description, memberCount, onlineCount },
      inviter: { displayName: inviter?.displayName ?? '' },
      expiresAt: invite.expiresAt?.toISOString() ?? null,
    };
  }

  /** Who is a member already sees the community and uses nothing up, even of an invite that has run out. */
  async accept(userId: string, code: string): Promise<CommunitySnapshot> {
    const invite = await this.repository.findByCode(code);
    if (invite === null) throw new Refusal('invite-invalid');
    const communityId = invite.communityId.toHexString();
    const standing = await this.access.find(userId, communityId);
    if (standing === null) await this.redeem(code, userId);
    return this.communities.get(userId, communityId);
  }

  /**
   * Takes one use and makes the person a member: both or neither, and so with what `also` writes in the transaction.
   * @throws {Refusal} `invite-invalid`; `limit-reached` for who is in too many communities
   */
  async redeem(
    code: string,
    userId: string,
    also?: (transaction: Transaction) => Promise<void>,
  ): Promise<void> {
    const invite = await this.requireWorking(code);
    const communityId = invite.communityId.toHexString();
    try {
      await this.joining.join(userId, communityId, async (transaction) => {
        const isTaken = await this.repository.takeUse(code, new Date(), transaction);
        if (!isTaken) throw new Refusal('invite-invalid');
        await also?.(transaction);
      });
    } catch (error) {
      // The community went while the invite was held: to its holder that is the same.
      if (error instanceof Refusal && error.code === 'not-found')
        throw new Refusal('invite-invalid');
      throw error;
    }
  }

  private async requireWorking(code: string): Promise<InviteDocument> {
    const invite = await this.repository.findWorking(code, new Date());
    if (invite === null) throw new Refusal('invite-invalid');
    return invite;
  }

  /**
   * For asking cheaply before something dear; only `redeem` decides.
   * @throws {Refusal} `invite-invalid`
   */
  async check(code: string): Promise<void> {
    await this.requireWorking(code);
  }

  private async requireRoom(communityId: string, now: Date): Promise<void> {
    await this.repository.deleteWornOut(communityId, now);
    if ((await this.repository.countWorking(communityId, now)) < limits.invitesPerCommunity) return;
    throw new Refusal('limit-reached', {
      detail: `A community cannot have more than ${limits.invitesPerCommunity} invites at once; revoke some.`,
    });
  }
}
