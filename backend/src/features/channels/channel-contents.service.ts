import { Injectable } from '@nestjs/common';

/** Removes what a feature keeps of a deleted channel. May be interrupted and will be repeated. */
export type ContentSweep = (channelId: string) => Promise<void>;

/** Where features that keep things in channels sign up at start: a deleted channel takes them with it. */
@Injectable()
export class ChannelContentsService {
  private readonly sweeps: ContentSweep[] = [];

  add(sweep: ContentSweep): void {
    this.sweeps.push(sweep);
  }

  async sweep(channelId: string): Promise<void> {
    for (const sweep of this.sweeps) await sweep(channelId);
  }
}
