import type { Logs } from '../log/logs.ts';

/**
 * How long a deleted thing stays as a tombstone. Whatever was being written into it when it was deleted has ended by
 * then, on every backend, and the last sweep takes that along.
 */
const tombstoneMs = 60_000;

interface Tombstone {
  id: string;
  deletedAt: Date;
}

export interface SweepSource {
  /** For the log: "channels". */
  name: string;
  list: () => Promise<Tombstone[]>;
  /** Removes what the thing held. May be cut off anywhere, and is done again. */
  sweep: (id: string) => Promise<void>;
  /** Removes the tombstone itself. */
  forget: (id: string) => Promise<void>;
}

/**
 * Finishes deletions: a thing is hidden by one write, and what it held is removed afterwards. A crash half-way leaves
 * the tombstone, so the next round or the next start goes on.
 */
export class TombstoneSweep {
  private round: Promise<void> | undefined;
  private again = false;
  private isStopped = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly source: SweepSource,
    private readonly logs: Logs,
  ) {}

  /** Sweeps now and every minute from now on. */
  start(): void {
    this.timer = setInterval(() => void this.run(), tombstoneMs);
    this.timer.unref();
    void this.run();
  }

  /** Sweeps no more; answers when the thing under way is done. The next start goes on with the others. */
  async stop(): Promise<void> {
    this.isStopped = true;
    clearInterval(this.timer);
    await this.round;
  }

  /** One round over everything deleted; asked for during a round, another one follows it. */
  run(now?: Date): Promise<void> {
    if (this.round) {
      this.again = true;
      return this.round;
    }
    this.round = this.rounds(now);
    return this.round;
  }

  private async rounds(now?: Date): Promise<void> {
    do {
      this.again = false;
      // Each round has its own time: in a long row of them, things grow old.
      await this.sweepAll(now ?? new Date()).catch((error: unknown) => {
        this.logs.fault(`deleted ${this.source.name} could not be swept`, error);
      });
    } while (this.again && !this.isStopped);
    // Here and not in a `finally` of the promise: what is asked for from now on is a new round.
    this.round = undefined;
  }

  private async sweepAll(now: Date): Promise<void> {
    for (const { id, deletedAt } of await this.source.list()) {
      if (this.isStopped) return;
      await this.source.sweep(id);
      if (now.getTime() - deletedAt.getTime() >= tombstoneMs) await this.source.forget(id);
    }
  }
}
