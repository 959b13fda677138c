import { Module } from '@nestjs/common';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { PresenceModule } from '../presence/presence.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { MembersController } from './members.controller.ts';
import { MembersService } from './members.service.ts';
import { OnlineCountsService } from './online-counts.service.ts';

@Module({
  imports: [CommunitiesModule, PresenceModule, UsersModule],
  controllers: [MembersController],
  providers: [MembersService, OnlineCountsService],
  exports: [MembersService, OnlineCountsService],
})
export class MembersModule {}
