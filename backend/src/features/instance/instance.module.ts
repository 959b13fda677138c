import { Module } from '@nestjs/common';
import { UsersModule } from '../users/users.module.ts';
import { InstanceController } from './instance.controller.ts';
import { InstanceRepository } from './instance.repository.ts';
import { InstanceService } from './instance.service.ts';

@Module({
  imports: [UsersModule],
  controllers: [InstanceController],
  providers: [InstanceRepository, InstanceService],
  exports: [InstanceService],
})
export class InstanceModule {}
