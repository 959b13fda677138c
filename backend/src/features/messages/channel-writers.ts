import { Injectable } from '@nestjs/common';
import { FailPoints } from '../../platform/fail-points.ts';
import { Live } from '../../platform/live/live.ts';
import { ChannelHeadsService } from './channel-heads.service.ts';
import { ChannelWriter } from './channel-writer.ts';
import { KnownSeqs } from './known-seqs.ts';
import { MessagesRepository } from './messages.repository.ts';

/** Writers remembered; beyond it the oldest that rest are forgotten with what they remember. */
const REMEMBERED = 5000;

/** One writer per channel that is written in. */
@Injectable()
export class ChannelWriters {
  /** How far the changes of channels are stored, for all that this backend knows. */
  readonly known = new KnownSeqs();
  private readonly writers = new Map<string, ChannelWriter>();

  constructor(
    private readonly messages: MessagesRepository,
    private readonly heads: ChannelHeadsService,
    private readonly failPoints: FailPoints,
    private readonly live: Live,
  ) {}

  /** Only for a channel that access has been given to. */
  of({ id, communityId }: { id: string; communityId: string }): ChannelWriter {
    const remembered = this.writers.get(id);
    if (remembered) return remembered;
    const audience = { kind: 'channel', channelId: id, communityId } as const;
    const writer = new ChannelWriter(id, {
      messages: this.messages,
      failPoints: this.failPoints,
      tell: ({ event, payload }) => this.live.publish(event, audience, payload),
      learn: (seq) => this.known.learn(id, seq),
      raise: (n) => this.heads.raise({ id, communityId, n }),
    });
    this.writers.set(id, writer);
    this.forgetOldest();
    return writer;
  }

  forget(channelId: string): void {
    this.known.forget(channelId);
    if (this.writers.get(channelId)?.isIdle) this.writers.delete(channelId);
  }

  private forgetOldest(): void {
    if (this.writers.size <= REMEMBERED) return;
    for (const [id, writer] of this.writers) {
      if (!writer.isIdle) continue;
      this.writers.delete(id);
      return;
    }
  }
}
