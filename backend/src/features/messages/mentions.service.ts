import { Injectable } from '@nestjs/common';
import type { Channel, Message } from '@kraken/shared';
import { limits, mentionedUsers } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import { ChannelAccess } from '../channels/channels.access.ts';
import { MentionsRepository } from './mentions.repository.ts';

/** A message by its place. */
export interface MentionPlace {
  channelId: string;
  n: number;
}

/** Hears who came to be mentioned in a message, or is no longer, once that is stored. */
export type MentionsListener = (userIds: readonly string[], place: MentionPlace) => Promise<void>;

/** Who is mentioned where. Written for the mentioned only; `@everyone` is reckoned by its readers. */
@Injectable()
export class MentionsService {
  private readonly listeners: MentionsListener[] = [];

  constructor(
    private readonly mentions: MentionsRepository,
    private readonly access: ChannelAccess,
  ) {}

  /** Signs up for every change of who is mentioned where. */
  onChanged(listener: MentionsListener): void {
    this.listeners.push(listener);
  }

  /** Remembers whom a new message mentions. Doing it again changes nothing. */
  async record(channel: Channel, message: Message): Promise<void> {
    const userIds = await this.readersAmong(channel, message);
    if (userIds.length === 0) return;
    await this.mentions.insert(userIds, at(message));
    await this.tell(userIds, at(message));
  }

  /** Brings what is remembered in line with an edited message. */
  async correct(channel: Channel, message: Message): Promise<void> {
    await this.set(await this.readersAmong(channel, message), at(message));
  }

  /** Forgets whom a deleted message mentioned. */
  async forget(message: { channelId: string; n: number }): Promise<void> {
    await this.set([], at(message));
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

  private async set(userIds: readonly string[], place: MentionPlace): Promise<void> {
    const before = await this.mentions.listUsers(place);
    const gone = before.filter((id) => !userIds.includes(id));
    const come = userIds.filter((id) => !before.includes(id));
    if (gone.length > 0) await this.mentions.keepOnly(userIds, place);
    if (come.length > 0) await this.mentions.insert(come, place);
    await this.tell([...gone, ...come], place);
  }

  private async tell(userIds: readonly string[], place: MentionPlace): Promise<void> {
    for (const listener of this.listeners) await listener(userIds, place);
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

function at({ channelId, n }: MentionPlace): MentionPlace {
  return { channelId, n };
}
