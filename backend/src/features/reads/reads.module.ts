import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { ReadsController } from './reads.controller.ts';
import { ReadsRepository } from './reads.repository.ts';
import { ReadsService } from './reads.service.ts';

@Module({
  imports: [ChannelsModule, MessagesModule],
  controllers: [ReadsController],
  providers: [ReadsRepository, ReadsService],
  exports: [ReadsService],
})
export class ReadsModule {}
