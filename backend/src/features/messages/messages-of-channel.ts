import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChannelContentsService } from '../channels/channel-contents.service.ts';
import { ChannelHeadsService } from './channel-heads.service.ts';
import { ChannelWriters } from './channel-writers.ts';
import { MentionsRepository } from './mentions.repository.ts';
import { MessagesRepository } from './messages.repository.ts';

/** Messages as contents of their channel: gone with it. */
@Injectable()
export class MessagesOfChannel implements OnModuleInit {
  constructor(
    private readonly contents: ChannelContentsService,
    private readonly messages: MessagesRepository,
    private readonly mentions: MentionsRepository,
    private readonly heads: ChannelHeadsService,
    private readonly writers: ChannelWriters,
  ) {}

  onModuleInit(): void {
    this.contents.add(async (channelId) => {
      this.writers.forget(channelId);
      await this.messages.deleteOfChannel(channelId);
      await this.mentions.deleteOfChannel(channelId);
      await this.heads.delete(channelId);
    });
  }
}
