import { Module } from '@nestjs/common';
import { ChannelsModule } from '../channels/channels.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { ChannelHeadsRepository } from './channel-heads.repository.ts';
import { ChannelHeadsService } from './channel-heads.service.ts';
import { ChannelWriters } from './channel-writers.ts';
import { HistoryService } from './history.service.ts';
import { MentionsRepository } from './mentions.repository.ts';
import { MentionsService } from './mentions.service.ts';
import { MessagesController } from './messages.controller.ts';
import { MessagesOfChannel } from './messages-of-channel.ts';
import { MessagesRepository } from './messages.repository.ts';
import { MessagesService } from './messages.service.ts';

@Module({
  imports: [ChannelsModule, UsersModule],
  controllers: [MessagesController],
  providers: [
    ChannelHeadsRepository,
    ChannelHeadsService,
    ChannelWriters,
    HistoryService,
    MentionsRepository,
    MentionsService,
    MessagesOfChannel,
    MessagesRepository,
    MessagesService,
  ],
  exports: [ChannelHeadsService, MentionsService, MessagesService],
})
export class MessagesModule {}
