import { Inject, Injectable } from '@nestjs/common';
import type { Permission, PermissionMask } from '@kraken/shared';
import { hasPermission } from '@kraken/shared';
import type { Env } from '../../env.ts';
import { Bus, topic } from '../../platform/bus/bus.ts';
import { ENV } from '../../platform/env-token.ts';
import { accessRevoked } from '../../platform/live/live.ts';
import { believedForMs } from '../../platform/memory/belief.ts';
import { LoadCache } from '../../platform/memory/load-cache.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { MembershipsRepository } from './memberships.repository.ts';
import { permissionsIn } from './permissions-in.ts';

export { holdsMessages, permissionsIn } from './permissions-in.ts';

/** A community's structure was changed by a commit, on any backend: what is remembered of it is to be forgotten. */
export const structureChanged = topic<{ communityId: string }>('structure.changed');

/** What rights rest on; everything else about a community is read when asked for. */
export interface CommunityFacts {
  id: string;
  ownerId: string;
  version: number;
}

/** A member as their community sees them. */
export interface Standing {
  community: CommunityFacts;
  userId: string;
  joinedAt: Date;
  /** Their permissions in the community; a channel may narrow them. */
  mask: PermissionMask;
}

/**
 * The door to a community. Facts and memberships are remembered, so that a busy sender costs the store nothing; a
 * change of structure or a lost membership makes them forgotten at once.
 */
@Injectable()
export class CommunityAccess {
  private readonly facts: LoadCache<CommunityFacts>;
  private readonly joined: LoadCache<Date>;

  constructor(
    private readonly communities: CommunitiesRepository,
    private readonly memberships: MembershipsRepository,
    bus: Bus,
    @Inject(ENV) env: Env,
  ) {
    const maxAgeMs = believedForMs(env);
    this.facts = new LoadCache({ max: 2000, maxAgeMs }, (id) => this.loadFacts(id));
    this.joined = new LoadCache({ max: 50_000, maxAgeMs }, (key) => this.loadJoined(key));
    bus.subscribe(structureChanged, ({ communityId }) => this.facts.drop(communityId));
    bus.subscribe(accessRevoked, ({ userId, scope }) =>
      this.joined.drop(keyOf(userId, scope.communityId)),
    );
  }

  /**
   * @throws {Refusal} `not-found` for who is no member, `forbidden` for a member without the permission
   */
  async require(userId: string, communityId: string, permission?: Permission): Promise<Standing> {
    const standing = await this.find(userId, communityId);
    if (standing === null) throw new Refusal('not-found');
    if (permission !== undefined && !hasPermission(standing.mask, permission))
      throw new Refusal('forbidden');
    return standing;
  }

  /** Null for who is no member. */
  async find(userId: string, communityId: string): Promise<Standing | null> {
    const [community, joinedAt] = await Promise.all([
      this.facts.get(communityId),
      this.joined.get(keyOf(userId, communityId)),
    ]);
    if (community === null || joinedAt === null) return null;
    return { community, userId, joinedAt, mask: permissionsIn(userId, community) };
  }

  private async loadFacts(id: string): Promise<CommunityFacts | null> {
    const found = await this.communities.findById(id);
    return found && { id, ownerId: found.ownerId.toHexString(), version: found.version };
  }

  private async loadJoined(key: string): Promise<Date | null> {
    const [userId = '', communityId = ''] = key.split('/');
    const found = await this.memberships.find(communityId, userId);
    return found && found.joinedAt;
  }
}

function keyOf(userId: string, communityId: string): string {
  return `${userId}/${communityId}`;
}
