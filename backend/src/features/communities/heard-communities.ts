import { Injectable } from '@nestjs/common';
import type { Audience } from '@kraken/shared';
import { AudiencesOf } from '../../platform/live/audiences-of.ts';
import { MembershipsService } from './memberships.service.ts';

/** What a person hears when they connect: their communities. No channel is restricted yet. */
@Injectable()
export class HeardCommunities extends AudiencesOf {
  constructor(private readonly memberships: MembershipsService) {
    super();
  }

  override async list(userId: string): Promise<readonly Audience[]> {
    const communityIds = await this.memberships.communityIdsOf(userId);
    return communityIds.map((communityId) => ({ kind: 'community', communityId }));
  }
}
