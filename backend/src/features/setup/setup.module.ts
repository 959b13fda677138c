import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module.ts';
import { CommunitiesModule } from '../communities/communities.module.ts';
import { InstanceModule } from '../instance/instance.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { SetupController } from './setup.controller.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';
import { SetupLinksService } from './setup-links.service.ts';
import { SetupService } from './setup.service.ts';

@Module({
  imports: [AuthModule, CommunitiesModule, InstanceModule, UsersModule],
  controllers: [SetupController],
  providers: [SetupLinksRepository, SetupLinksService, SetupService],
})
export class SetupModule {}
