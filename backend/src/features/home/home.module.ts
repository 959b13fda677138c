import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.ts';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { ReadsModule } from '../reads/reads.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { HomeController } from './home.controller.ts';
import { HomeService } from './home.service.ts';

@Module({
  imports: [ChannelsModule, CommunitiesModule, ReadsModule, UsersModule],
  controllers: [HomeController],
  providers: [HomeService],
})
export class HomeModule {}
