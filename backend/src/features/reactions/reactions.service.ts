import { Injectable } from '@nestjs/common';
import { Emoji, type Message } from '@kraken/shared';
import type { z } from 'zod';
import { ChannelAccess } from '../channels/channels.access.ts';
import { MessagePath, MessagesService } from '../messages/messages.service.ts';
import { addReaction, removeReaction } from './reaction-changes.ts';

/** A reaction as a path names it. */
export const ReactionPath = MessagePath.extend({ emoji: Emoji });
export type ReactionPath = z.infer<typeof ReactionPath>;

@Injectable()
export class ReactionsService {
  constructor(
    private readonly access: ChannelAccess,
    private readonly messages: MessagesService,
  ) {}

  /** @throws {Refusal} `limit-reached` for one emoji or one person too many */
  async add(userId: string, { channelId, messageId, emoji }: ReactionPath): Promise<Message> {
    const { channel } = await this.access.require(userId, channelId, 'message.react');
    return this.messages.alter(channel, userId, addReaction({ userId, messageId, emoji }));
  }

  /** One's own reaction goes even where one may react no more. */
  async remove(userId: string, { channelId, messageId, emoji }: ReactionPath): Promise<Message> {
    const { channel } = await this.access.require(userId, channelId, 'message.history');
    return this.messages.alter(channel, userId, removeReaction({ userId, messageId, emoji }));
  }
}
