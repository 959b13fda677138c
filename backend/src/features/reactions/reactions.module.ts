import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { ReactionsController } from './reactions.controller.ts';
import { ReactionsService } from './reactions.service.ts';

@Module({
  imports: [ChannelsModule, MessagesModule],
  controllers: [ReactionsController],
  providers: [ReactionsService],
})
export class ReactionsModule {}
