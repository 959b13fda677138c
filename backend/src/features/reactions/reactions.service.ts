import { Injectable } from '@nestjs/common';
import type { Message } from '@kraken/shared';
import { ChannelAccess } from '../channels/channels.access.ts';
import { type MessagePath, MessagesService } from '../messages/messages.service.ts';
import { addReaction, removeReaction } from './reaction-changes.ts';

@Injectable()
export class ReactionsService {
  constructor(
    private readonly access: ChannelAccess,
    private readonly messages: MessagesService,
  ) {}

  /** @throws {Refusal} `limit-reached` for one emoji or one person too many */
  async add(
    userId: string,
    { channelId, messageId }: MessagePath,
    emoji: string,
  ): Promise<Message> {
    const { channel } = await this.access.require(userId, channelId, 'message.react');
    return this.messages.alter(channel, userId, addReaction({ userId, messageId, emoji }));
  }

  /** One's own reaction goes even where one may react no more. */
  async remove(
    userId: string,
    { channelId, messageId }: MessagePath,
    emoji: string,
  ): Promise<Message> {
    const { channel } = await this.access.require(userId, channelId, 'message.history');
    return this.messages.alter(channel, userId, removeReaction({ userId, messageId, emoji }));
  }
}
