import { Module } from '@nestjs/common';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { ChannelContentsService } from './channel-contents.service.ts';
import { ChannelRemoval } from './channel-removal.ts';
import { ChannelAccess } from './channels.access.ts';
import { ChannelsController } from './channels.controller.ts';
import { ChannelsOfCommunity } from './channels-of-community.ts';
import { ChannelsRepository } from './channels.repository.ts';
import { ChannelsService } from './channels.service.ts';

@Module({
  imports: [CommunitiesModule],
  controllers: [ChannelsController],
  providers: [
    ChannelAccess,
    ChannelContentsService,
    ChannelRemoval,
    ChannelsOfCommunity,
    ChannelsRepository,
    ChannelsService,
  ],
  exports: [ChannelAccess, ChannelContentsService, ChannelsService],
})
export class ChannelsModule {}
