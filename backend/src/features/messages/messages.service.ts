import { Injectable } from '@nestjs/common';
import type {
  Channel,
  EditMessage,
  Message,
  PermissionMask,
  SendMessage,
  Span,
} from '@kraken/shared';
import { hasPermission, Id, parseMarkup } from '@kraken/shared';
import { z } from 'zod';
import { FailPoints } from '../../platform/fail-points.ts';
import { ChannelAccess } from '../channels/channels.access.ts';
import { edit, remove } from './alterations.ts';
import { ChannelWriters } from './channel-writers.ts';
import { MentionsService } from './mentions.service.ts';
import type { Alteration } from './message-changes.ts';
import { toMessage } from './messages.mapper.ts';
import type { StoredMessage } from './messages.repository.ts';

export type { Alteration } from './message-changes.ts';
export type { StoredMessage } from './messages.repository.ts';

/** A message as a path names it. */
export const MessagePath = z.strictObject({ channelId: Id, messageId: Id });
export type MessagePath = z.infer<typeof MessagePath>;

/** Sending and changing messages; reading them is `HistoryService`'s. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly access: ChannelAccess,
    private readonly writers: ChannelWriters,
    private readonly mentions: MentionsService,
    private readonly failPoints: FailPoints,
  ) {}

  /** @throws {Refusal} `nonce-reused` when the author used the nonce for another message */
  async send(userId: string, channelId: string, { nonce, content }: SendMessage): Promise<Message> {
    const { channel, mask } = await this.access.require(userId, channelId, 'message.send');
    const draft = { authorId: userId, nonce, content, spans: spansOf(content, mask) };
    const message = await this.writers.of(channel).create(draft);
    // Acknowledged means mentioned, too: a sender without an answer asks again.
    await this.mentions.record(channel, message);
    this.failPoints.reach('before-answer');
    return message;
  }

  /** @throws {Refusal} `forbidden` to everyone but the author */
  async edit(
    userId: string,
    { channelId, messageId }: MessagePath,
    { content }: EditMessage,
  ): Promise<Message> {
    const { channel, mask } = await this.access.require(userId, channelId, 'message.send');
    const change = edit({ userId, messageId }, { content, spans: spansOf(content, mask) });
    const message = await this.alter(channel, userId, change);
    await this.mentions.correct(channel, message);
    return message;
  }

  /** @throws {Refusal} `forbidden` to who is neither the author nor manages messages */
  async delete(userId: string, { channelId, messageId }: MessagePath): Promise<void> {
    const { channel, mask } = await this.access.require(userId, channelId, 'channel.view');
    const canManage = hasPermission(mask, 'message.manage');
    const message = await this.alter(channel, userId, remove({ userId, messageId, canManage }));
    await this.mentions.forget(message);
  }

  /** A change by a feature that builds on messages; the caller has asked access. Answers the message as the person sees it. */
  async alter(channel: Channel, userId: string, alteration: Alteration): Promise<Message> {
    const after: StoredMessage = await this.writers.of(channel).alter(alteration);
    this.failPoints.reach('before-answer');
    return toMessage(after, userId);
  }
}

function spansOf(content: string, mask: PermissionMask): Span[] {
  return parseMarkup(content, { everyone: hasPermission(mask, 'message.mentionEveryone') });
}
