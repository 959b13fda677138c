import { Injectable } from '@nestjs/common';
import type {
  ChangePage,
  ChangesQuery,
  Message,
  MessagePage,
  MessageQuery,
  User,
} from '@kraken/shared';
import { mentionedUsers } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import { ChannelAccess } from '../channels/channels.access.ts';
import { UsersService } from '../users/users.service.ts';
import { ChannelWriters } from './channel-writers.ts';
import { toMessage, toTombstone } from './messages.mapper.ts';
import { MessagesRepository, type StoredMessage } from './messages.repository.ts';
import type { MessagePath } from './messages.service.ts';

/** Messages in ascending order, and whether there are others on either side of them. */
interface Window {
  items: StoredMessage[];
  hasBefore: boolean;
  hasAfter: boolean;
}

/** Reading messages. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly access: ChannelAccess,
    private readonly messages: MessagesRepository,
    private readonly writers: ChannelWriters,
    private readonly users: UsersService,
  ) {}

  /** @throws {Refusal} `not-found` also for a cursor that is no message of this channel; a deleted one still is one */
  async list(userId: string, channelId: string, query: MessageQuery): Promise<MessagePage> {
    await this.access.require(userId, channelId, 'message.history');
    // Before the messages: what is reported as known must be in them.
    const seq = await this.seqOf(channelId);
    const { items, hasBefore, hasAfter } = await this.window(channelId, query);
    for (const item of items) if (item.seq > seq) this.writers.known.learn(channelId, item.seq);
    const messages = items.map((item) => toMessage(item, userId));
    return { items: messages, users: await this.people(messages), hasBefore, hasAfter, seq };
  }

  async get(userId: string, { channelId, messageId }: MessagePath): Promise<Message> {
    await this.access.require(userId, channelId, 'message.history');
    const found = await this.messages.find(channelId, messageId);
    if (found === null || found.deleted) throw new Refusal('not-found');
    return toMessage(found, userId);
  }

  /** Everything that changed after a number, each thing in its latest state. */
  async changes(
    userId: string,
    channelId: string,
    { after, limit }: ChangesQuery,
  ): Promise<ChangePage> {
    await this.access.require(userId, channelId, 'message.history');
    const found = await this.messages.listChanged(channelId, after, limit + 1);
    const more = found.length > limit;
    const items = found
      .slice(0, limit)
      .map((item) => (item.deleted ? toTombstone(item) : toMessage(item, userId)));
    const people = await this.people(items.filter((item) => 'content' in item));
    return {
      items,
      users: people,
      more,
      seq: await this.newest(channelId, found.at(-1)?.seq, more),
    };
  }

  /** The number of the newest change when `last` was read as the last of a page. */
  private async newest(
    channelId: string,
    last: number | undefined,
    more: boolean,
  ): Promise<number> {
    if (last !== undefined) this.writers.known.learn(channelId, last);
    if (last !== undefined && !more) return last;
    return this.messages.findSeq(channelId);
  }

  private async seqOf(channelId: string): Promise<number> {
    const known = this.writers.known.get(channelId);
    if (known !== undefined) return known;
    const seq = await this.messages.findSeq(channelId);
    this.writers.known.learn(channelId, seq);
    return seq;
  }

  private window(
    channelId: string,
    { before, after, around, limit }: MessageQuery,
  ): Promise<Window> {
    if (before !== undefined) return this.before(channelId, before, limit);
    if (after !== undefined) return this.after(channelId, after, limit);
    if (around !== undefined) return this.around(channelId, around, limit);
    return this.newestOnes(channelId, limit);
  }

  private async newestOnes(channelId: string, limit: number): Promise<Window> {
    const found = await this.messages.listUpTo(channelId, undefined, limit + 1);
    return {
      items: found.slice(0, limit).reverse(),
      hasBefore: found.length > limit,
      hasAfter: false,
    };
  }

  /** The cursor is read along, so that a page of an honest reader costs one read. */
  private async before(channelId: string, cursor: string, limit: number): Promise<Window> {
    const found = await this.messages.listUpTo(channelId, cursor, limit + 2);
    const hasAfter =
      found[0]?.id === cursor
        ? Boolean(found.shift())
        : await this.isBeside(channelId, cursor, '$gt');
    return { items: found.slice(0, limit).reverse(), hasBefore: found.length > limit, hasAfter };
  }

  private async after(channelId: string, cursor: string, limit: number): Promise<Window> {
    const found = await this.messages.listFrom(channelId, cursor, limit + 2);
    const hasBefore =
      found[0]?.id === cursor
        ? Boolean(found.shift())
        : await this.isBeside(channelId, cursor, '$lt');
    return { items: found.slice(0, limit), hasBefore, hasAfter: found.length > limit };
  }

  private async around(channelId: string, cursor: string, limit: number): Promise<Window> {
    const older = Math.ceil(limit / 2);
    const newer = limit - older;
    const [upTo, from] = await Promise.all([
      this.messages.listUpTo(channelId, cursor, older + 1),
      this.messages.listFrom(channelId, cursor, newer + 2),
    ]);
    if (from[0]?.id === cursor) from.shift();
    else await this.requirePlace(channelId, cursor);
    return {
      items: [...upTo.slice(0, older).reverse(), ...from.slice(0, newer)],
      hasBefore: upTo.length > older,
      hasAfter: from.length > newer,
    };
  }

  /** For a cursor that was not found beside its page: deleted, or never of this channel. */
  private async isBeside(channelId: string, cursor: string, side: '$lt' | '$gt'): Promise<boolean> {
    await this.requirePlace(channelId, cursor);
    return this.messages.existsBeside(channelId, cursor, side);
  }

  private async requirePlace(channelId: string, cursor: string): Promise<void> {
    if ((await this.messages.find(channelId, cursor)) === null) throw new Refusal('not-found');
  }

  /** Authors and mentioned, each once. */
  private people(messages: readonly Message[]): Promise<User[]> {
    const ids = new Set<string>();
    for (const { authorId, spans } of messages) {
      ids.add(authorId);
      for (const id of mentionedUsers(spans)) ids.add(id);
    }
    return this.users.list(ids);
  }
}
