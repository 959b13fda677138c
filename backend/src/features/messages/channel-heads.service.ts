import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { ChannelHeadsRepository } from './channel-heads.repository.ts';
import { MessagesRepository } from './messages.repository.ts';
import { type Raise, RaisedHeads } from './raised-heads.ts';

/** More messages than all backends together store within the lag of the heads. */
const NEWEST = 1000;
/** How often the newest messages are held against the heads, for backends that died in between. */
const MENDED_EVERY_MS = 30_000;

/**
 * How many messages channels have had: what unread counts are reckoned from. The heads follow the messages after a
 * few milliseconds; this backend's own are counted at once, and what a killed one left behind is mended from the
 * newest messages before the first answer.
 */
@Injectable()
export class ChannelHeadsService implements BeforeApplicationShutdown {
  private readonly raised: RaisedHeads;
  private mended: { at: number; done: Promise<void> } | undefined;

  constructor(
    private readonly heads: ChannelHeadsRepository,
    private readonly messages: MessagesRepository,
  ) {
    this.raised = new RaisedHeads((raises) => heads.raise(raises));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.raised.flush();
  }

  /** Notes a channel's newest message; resolves when it may be acknowledged. */
  raise(raise: Raise): Promise<void> {
    return this.raised.raise(raise);
  }

  /** Number of the newest message of each channel of these communities, in one read; where there is none, there is no entry. */
  async lastNs(communityIds: readonly string[]): Promise<Map<string, number>> {
    await this.mend();
    // Before the question: what is stored meanwhile is in its answer.
    const pending = this.raised.pendingOf(new Set(communityIds));
    const stored = await this.heads.listN(communityIds);
    for (const { id, n } of pending) stored.set(id, Math.max(n, stored.get(id) ?? 0));
    return stored;
  }

  /** The given number, or the channel's newest if that is smaller. Asks the messages when the head is behind the question. */
  async clamp(channel: { id: string; communityId: string }, n: number): Promise<number> {
    const known = await this.heads.findN(channel.id);
    if (n <= known) return n;
    const head = await this.messages.readHead(channel.id);
    if (head.n > known) await this.raised.raise({ ...channel, n: head.n });
    return Math.min(n, head.n);
  }

  async delete(channelId: string): Promise<void> {
    this.raised.forget(channelId);
    await this.heads.delete(channelId);
  }

  private mend(): Promise<void> {
    const now = performance.now();
    if (this.mended && now - this.mended.at < MENDED_EVERY_MS) return this.mended.done;
    const done = this.messages.listNewestNs(NEWEST).then((newest) => this.heads.raiseKnown(newest));
    this.mended = { at: now, done };
    done.catch(() => (this.mended = undefined));
    return done;
  }
}
