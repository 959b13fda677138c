import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HomeChannel, MarkRead, ReadState } from '@kraken/shared';
import { ServerEvents } from '@kraken/shared';
import { Live } from '../../platform/live/live.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import { ChannelContentsService } from '../channels/channel-contents.service.ts';
import { ChannelAccess } from '../channels/channels.access.ts';
import { ChannelHeadsService } from '../messages/channel-heads.service.ts';
import { MentionsService } from '../messages/mentions.service.ts';
import { ReadsRepository } from './reads.repository.ts';

/** How far people have read. Unread is the difference of two numbers; nothing is written when somebody sends. */
@Injectable()
export class ReadsService implements OnModuleInit {
  private readonly byPerson = new KeyedQueue();

  constructor(
    private readonly access: ChannelAccess,
    private readonly contents: ChannelContentsService,
    private readonly heads: ChannelHeadsService,
    private readonly mentions: MentionsService,
    private readonly reads: ReadsRepository,
    private readonly live: Live,
  ) {}

  onModuleInit(): void {
    this.contents.add((channelId) => this.reads.deleteOfChannel(channelId));
    this.mentions.onChanged((userIds, message) => this.recount(userIds, message));
  }

  /** Sets how far a channel is read, down as well as up, and tells the person's own devices. */
  async mark(userId: string, channelId: string, { n: asked }: MarkRead): Promise<ReadState> {
    const { channel } = await this.access.require(userId, channelId, 'message.history');
    const n = await this.heads.clamp(channel, asked);
    // Two devices at once: the state told last is the one that is stored.
    return this.byPerson.run(userId, () => this.set(userId, { channelId, n }));
  }

  /** Channels with how far the person has read them, in the given order: three reads, however many channels. */
  async listFor(
    userId: string,
    {
      channelIds,
      communityIds,
    }: { channelIds: readonly string[]; communityIds: readonly string[] },
  ): Promise<HomeChannel[]> {
    if (channelIds.length === 0) return [];
    const [read, lastN, unread] = await Promise.all([
      this.reads.listOf(userId),
      this.heads.lastNs(communityIds),
      this.mentions.listUnread(userId),
    ]);
    const mentions = new Map<string, number>();
    for (const { channelId, n } of unread) {
      if (n > (read.get(channelId) ?? 0))
        mentions.set(channelId, (mentions.get(channelId) ?? 0) + 1);
    }
    return channelIds.map((channelId) => ({
      channelId,
      n: read.get(channelId) ?? 0,
      mentions: mentions.get(channelId) ?? 0,
      lastN: lastN.get(channelId) ?? 0,
    }));
  }

  /** For who comes new to channels of a community: what was written before is not waiting for them. */
  async beginAtEnd(
    userId: string,
    communityId: string,
    channelIds: readonly string[],
  ): Promise<void> {
    const lastNs = await this.heads.lastNs([communityId]);
    const states = channelIds.flatMap((id): [string, number][] => {
      const n = lastNs.get(id);
      return n === undefined ? [] : [[id, n]];
    });
    await this.reads.insertMissing(userId, new Map(states));
  }

  /**
   * Tells people whose mentions changed how many wait for them. Their devices count new messages by themselves, but do not
   * know what an edited or deleted one said, and may have asked between the telling of a message and its mentions.
   */
  private async recount(
    userIds: readonly string[],
    { channelId, n }: { channelId: string; n: number },
  ): Promise<void> {
    const recounts = userIds.map((userId) =>
      this.byPerson.run(userId, async () => {
        const read = await this.reads.find(userId, channelId);
        if (n <= read) return;
        const numbers = await this.mentions.listAfter(userId, { channelId, n: read });
        const state = { channelId, n: read, mentions: numbers.length };
        this.live.publish(ServerEvents.ReadUpdated, { kind: 'user', userId }, state);
      }),
    );
    await Promise.all(recounts);
  }

  private async set(userId: string, place: { channelId: string; n: number }): Promise<ReadState> {
    const before = await this.reads.set(userId, place.channelId, place.n);
    const low = Math.min(before, place.n);
    const numbers = await this.mentions.listAfter(userId, { ...place, n: low });
    // Only somebody whom a message between the two numbers mentions is written for.
    if (numbers.some((n) => n <= Math.max(before, place.n)))
      await this.mentions.markRead(userId, place, before);
    const state = { ...place, mentions: numbers.filter((n) => n > place.n).length };
    if (before !== place.n)
      this.live.publish(ServerEvents.ReadUpdated, { kind: 'user', userId }, state);
    return state;
  }
}
