import { Module } from '@nestjs/common';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { MembersModule } from '../members/members.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { InvitesController } from './invites.controller.ts';
import { InvitesRepository } from './invites.repository.ts';
import { InvitesService } from './invites.service.ts';

@Module({
  imports: [CommunitiesModule, MembersModule, UsersModule],
  controllers: [InvitesController],
  providers: [InvitesRepository, InvitesService],
  exports: [InvitesService],
})
export class InvitesModule {}
