import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { TombstoneSweep } from '../../platform/jobs/tombstone-sweep.ts';
import { Logs } from '../../platform/log/logs.ts';
import { ChannelContentsService } from './channel-contents.service.ts';
import { ChannelsRepository } from './channels.repository.ts';

/** Clears away what deleted channels held. */
@Injectable()
export class ChannelRemoval implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly sweep: TombstoneSweep;

  constructor(repository: ChannelsRepository, contents: ChannelContentsService, logs: Logs) {
    this.sweep = new TombstoneSweep(
      {
        name: 'channels',
        list: () => repository.listDeleted(),
        sweep: (id) => contents.sweep(id),
        forget: (id) => repository.deleteForGood(id),
      },
      logs,
    );
  }

  onApplicationBootstrap(): void {
    this.sweep.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.sweep.stop();
  }

  /** One round of clearing away, and the end of tombstones that are old enough at that time. */
  clearAway(now?: Date): Promise<void> {
    return this.sweep.run(now);
  }
}
