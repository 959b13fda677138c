import { Injectable } from '@nestjs/common';
import type {
  Community,
  CommunityList,
  CommunitySnapshot,
  CreateCommunity,
  UpdateCommunity,
} from '@kraken/shared';
import { namesOf, ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunityAccess } from './communities.access.ts';
import { toCommunity } from './communities.mapper.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { CommunityPartsService } from './community-parts.service.ts';
import { Founding } from './founding.ts';
import { MembershipsService } from './memberships.service.ts';
import { StructureService } from './structure.service.ts';

@Injectable()
export class CommunitiesService {
  constructor(
    private readonly founding: Founding,
    private readonly access: CommunityAccess,
    private readonly repository: CommunitiesRepository,
    private readonly memberships: MembershipsService,
    private readonly parts: CommunityPartsService,
    private readonly structure: StructureService,
    private readonly live: Live,
  ) {}

  /** Founds a community with its first channels; the founder owns it and is its first member. */
  async create(ownerId: string, community: CreateCommunity): Promise<CommunitySnapshot> {
    return this.get(ownerId, await this.founding.found(ownerId, community));
  }

  /** Those the person is in, in the order of joining. */
  async list(userId: string): Promise<CommunityList> {
    return { items: await this.listOf(await this.memberships.communityIdsOf(userId)) };
  }

  async get(userId: string, communityId: string): Promise<CommunitySnapshot> {
    const standing = await this.access.require(userId, communityId);
    // Before the parts: a change in between shows early and is told again, never late and missed.
    const community = await this.repository.findById(communityId);
    if (community === null) throw new Refusal('not-found');
    const parts = await this.parts.snapshot(standing);
    return { ...toCommunity(community), permissions: namesOf(standing.mask), ...parts };
  }

  async update(userId: string, communityId: string, changes: UpdateCommunity): Promise<Community> {
    await this.access.require(userId, communityId, 'community.manage');
    await this.structure.change({
      communityId,
      write: (transaction) => this.repository.update(communityId, changes, transaction),
      tell: (document, version) => {
        const community = { ...toCommunity(document), version };
        this.live.publish(
          ServerEvents.CommunityUpdated,
          { kind: 'community', communityId },
          community,
        );
      },
    });
    return this.getCommunity(communityId);
  }

  /** Without asking for access: for features that have asked. In the given order; what is gone is left out. */
  async listOf(communityIds: readonly string[]): Promise<Community[]> {
    const documents = await this.repository.listByIds(communityIds);
    const byId = new Map(documents.map(toCommunity).map((community) => [community.id, community]));
    return communityIds.flatMap((id) => byId.get(id) ?? []);
  }

  /** @throws {Refusal} `not-found` when it is gone */
  async getCommunity(communityId: string): Promise<Community> {
    const found = await this.repository.findById(communityId);
    if (found === null) throw new Refusal('not-found');
    return toCommunity(found);
  }
}
