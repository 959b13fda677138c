import { Module } from '@nestjs/common';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { ChannelAccess } from './channels.access.ts';
import { ChannelsRepository } from './channels.repository.ts';

@Module({
  imports: [CommunitiesModule],
  providers: [ChannelAccess, ChannelsRepository],
  exports: [ChannelAccess],
})
export class ChannelsModule {}
