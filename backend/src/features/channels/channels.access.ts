import { Inject, Injectable } from '@nestjs/common';
import type { Channel, Permission, PermissionMask } from '@kraken/shared';
import { hasPermission } from '@kraken/shared';
import type { Env } from '../../env.ts';
import { Bus } from '../../platform/bus/bus.ts';
import { ENV } from '../../platform/env-token.ts';
import { believedForMs } from '../../platform/memory/belief.ts';
import { LoadCache } from '../../platform/memory/load-cache.ts';
import { Refusal } from '../../platform/refusal.ts';
import {
  CommunityAccess,
  type CommunityFacts,
  permissionsIn,
  structureChanged,
} from '../communities/communities.access.ts';
import { toChannel } from './channels.mapper.ts';
import { ChannelsRepository } from './channels.repository.ts';

/** A channel as one member may use it. */
export interface OpenChannel {
  channel: Channel;
  community: CommunityFacts;
  mask: PermissionMask;
}

/** The door to a channel, and to everything in it. As cheap as `CommunityAccess`, for the same reasons. */
@Injectable()
export class ChannelAccess {
  /** By channel. A channel never moves to another community, so this holds for ever. */
  private readonly communityIds: LoadCache<string>;
  /** By community. */
  private readonly channels: LoadCache<ReadonlyMap<string, Channel>>;

  constructor(
    private readonly communities: CommunityAccess,
    private readonly repository: ChannelsRepository,
    bus: Bus,
    @Inject(ENV) env: Env,
  ) {
    this.communityIds = new LoadCache({ max: 50_000, maxAgeMs: Infinity }, (id) =>
      repository.findCommunityId(id),
    );
    this.channels = new LoadCache({ max: 500, maxAgeMs: believedForMs(env) }, (id) =>
      this.loadChannels(id),
    );
    bus.subscribe(structureChanged, ({ communityId }) => this.channels.drop(communityId));
  }

  /**
   * @throws {Refusal} `not-found` for who may not see the channel, `forbidden` for who sees it but lacks the permission
   */
  async require(userId: string, channelId: string, permission: Permission): Promise<OpenChannel> {
    const communityId = await this.communityIds.get(channelId);
    if (communityId === null) throw new Refusal('not-found');
    const [standing, channels] = await Promise.all([
      this.communities.find(userId, communityId),
      this.channels.get(communityId),
    ]);
    const channel = channels?.get(channelId);
    if (standing === null || channel === undefined) throw new Refusal('not-found');
    const mask = permissionsIn(userId, standing.community, channel);
    if (!hasPermission(mask, 'channel.view')) throw new Refusal('not-found');
    if (!hasPermission(mask, permission)) throw new Refusal('forbidden');
    return { channel, community: standing.community, mask };
  }

  private async loadChannels(communityId: string): Promise<ReadonlyMap<string, Channel>> {
    const documents = await this.repository.listOfCommunity(communityId);
    return new Map(documents.map(toChannel).map((channel) => [channel.id, channel]));
  }
}
