import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { CommunitySnapshot } from '@kraken/shared';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import type { Standing } from '../communities/communities.access.ts';
import {
  type CommunityPart,
  CommunityPartsService,
} from '../communities/community-parts.service.ts';
import { ChannelRemoval } from './channel-removal.ts';
import { ChannelsRepository } from './channels.repository.ts';
import { ChannelsService } from './channels.service.ts';
import { seedChannels } from './seed-channels.ts';

/** Channels as a part of their community: there from the start, shown in the snapshot, gone with it. */
@Injectable()
export class ChannelsOfCommunity implements CommunityPart, OnModuleInit {
  constructor(
    private readonly parts: CommunityPartsService,
    private readonly repository: ChannelsRepository,
    private readonly channels: ChannelsService,
    private readonly removal: ChannelRemoval,
  ) {}

  onModuleInit(): void {
    this.parts.add(this);
  }

  async found(communityId: string, transaction: Transaction): Promise<void> {
    const channels = seedChannels.map((seed, position) => ({
      ...seed,
      communityId,
      parentId: null,
      position,
    }));
    await this.repository.insertMany(channels, transaction);
  }

  async snapshot(standing: Standing): Promise<Pick<CommunitySnapshot, 'channels'>> {
    return { channels: await this.channels.listVisible(standing) };
  }

  async sweep(communityId: string): Promise<void> {
    await this.repository.markAllDeleted(communityId, new Date());
    await this.removal.clearAway();
  }
}
