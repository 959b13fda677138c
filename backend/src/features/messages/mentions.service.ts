import { Injectable } from '@nestjs/common';
import type { Channel, Message } from '@kraken/shared';
import { limits, mentionedUsers } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import { ChannelAccess } from '../channels/channels.access.ts';
import { MentionsRepository } from './mentions.repository.ts';

/** Who is mentioned where. Written for the mentioned only; `@everyone` is reckoned by its readers. */
@Injectable()
export class MentionsService {
  constructor(
    private readonly mentions: MentionsRepository,
    private readonly access: ChannelAccess,
  ) {}

  /** Remembers whom a new message mentions. Doing it again changes nothing. */
  async record(channel: Channel, message: Message): Promise<void> {
    const userIds = await this.readersAmong(channel, message);
    if (userIds.length > 0) await this.mentions.insert(userIds, at(message));
  }

  /** Brings what is remembered in line with an edited message. */
  async correct(channel: Channel, message: Message): Promise<void> {
    const userIds = await this.readersAmong(channel, message);
    await this.mentions.keepOnly(userIds, at(message));
    if (userIds.length > 0) await this.mentions.insert(userIds, at(message));
  }

  /** Forgets whom a deleted message mentioned. */
  async forget(message: { channelId: string; n: number }): Promise<void> {
    await this.mentions.keepOnly([], message);
  }

  /** Numbers of the messages after `n` that mention the person. */
  listAfter(userId: string, place: { channelId: string; n: number }): Promise<number[]> {
    return this.mentions.listAfter(userId, place);
  }

  /** Notes that a person has read a channel up to `n`, where messages up to `until` had been read before. */
  markRead(userId: string, place: { channelId: string; n: number }, until: number): Promise<void> {
    return this.mentions.divide(userId, place, until);
  }

  /** Messages that mention the person and may not have been read, in all channels. */
  listUnread(userId: string): Promise<{ channelId: string; n: number }[]> {
    return this.mentions.listUnread(userId);
  }

  /** Those mentioned who can read the channel; telling the author who cannot would tell them who is where. */
  private async readersAmong(channel: Channel, { spans, authorId }: Message): Promise<string[]> {
    const mentioned = mentionedUsers(spans).filter((id) => id !== authorId);
    const some = mentioned.slice(0, limits.mentionsPerMessage);
    const can = await Promise.all(some.map((userId) => this.canRead(userId, channel.id)));
    return some.filter((_, index) => can[index]);
  }

  private async canRead(userId: string, channelId: string): Promise<boolean> {
    try {
      await this.access.require(userId, channelId, 'message.history');
      return true;
    } catch (error) {
      if (error instanceof Refusal) return false;
      throw error;
    }
  }
}

function at({ channelId, n }: { channelId: string; n: number }): { channelId: string; n: number } {
  return { channelId, n };
}
