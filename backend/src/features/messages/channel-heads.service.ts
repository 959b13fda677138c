import { Injectable } from '@nestjs/common';
import { ChannelHeadsRepository } from './channel-heads.repository.ts';
import { MessagesRepository } from './messages.repository.ts';

/** How many messages channels have had: what unread counts are reckoned from. */
@Injectable()
export class ChannelHeadsService {
  constructor(
    private readonly heads: ChannelHeadsRepository,
    private readonly messages: MessagesRepository,
  ) {}

  /** Number of the newest message of each channel of these communities, in one read; where there is none, there is no entry. */
  lastNs(communityIds: readonly string[]): Promise<Map<string, number>> {
    return this.heads.listN(communityIds);
  }

  /**
   * The given number, or the channel's newest if that is smaller. Asks the messages themselves only when the head is
   * behind the question, as after a crash between the two.
   */
  async clamp(channel: { id: string; communityId: string }, n: number): Promise<number> {
    const known = await this.heads.findN(channel.id);
    if (n <= known) return n;
    const head = await this.messages.readHead(channel.id);
    if (head.n > known) await this.heads.raise(channel, head.n);
    return Math.min(n, head.n);
  }
}
