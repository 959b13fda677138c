import { Injectable } from '@nestjs/common';
import type { CreateCommunity } from '@kraken/shared';
import { Mongo } from '../../platform/mongo/mongo.ts';
import { UsersService } from '../users/users.service.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { CommunityPartsService } from './community-parts.service.ts';
import { MembershipsService } from './memberships.service.ts';

/** The beginning of a community: itself, its owner as first member and what its parts begin with, all or nothing. */
@Injectable()
export class Founding {
  constructor(
    private readonly mongo: Mongo,
    private readonly users: UsersService,
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsService,
    private readonly parts: CommunityPartsService,
  ) {}

  /**
   * Answers the new community's id.
   * @throws {Refusal} `forbidden` without the instance right, `limit-reached` for who is in too many communities
   */
  async found(ownerId: string, { name, description = '' }: CreateCommunity): Promise<string> {
    await this.users.requireRight(ownerId, 'community.create');
    const communityId = await this.memberships.inTurn(ownerId, () =>
      this.mongo.transaction(async (transaction) => {
        const id = await this.communities.insert({ name, description, ownerId }, transaction);
        await this.memberships.admit(ownerId, id, transaction);
        await this.parts.found(id, transaction);
        return id;
      }),
    );
    this.memberships.grantAccess(ownerId, communityId);
    return communityId;
  }
}
