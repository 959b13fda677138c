import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.ts';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { PresenceModule } from '../presence/presence.module.ts';
import { ReadsModule } from '../reads/reads.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { JoiningService } from './joining.service.ts';
import { MembersController } from './members.controller.ts';
import { MembersService } from './members.service.ts';
import { OnlineCountsService } from './online-counts.service.ts';

@Module({
  imports: [ChannelsModule, CommunitiesModule, PresenceModule, ReadsModule, UsersModule],
  controllers: [MembersController],
  providers: [JoiningService, MembersService, OnlineCountsService],
  exports: [JoiningService, OnlineCountsService],
})
export class MembersModule {}
