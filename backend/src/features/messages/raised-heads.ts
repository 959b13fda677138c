/** How far the stored head of a channel may stay behind its messages while they are being written. */
const LAG_MS = 100;
/** Before the next try when the store is away. */
const RETRY_MS = 1000;
/** Channels remembered as begun; beyond it all are begun once more, which only costs a write each. */
const REMEMBERED = 50_000;

/** A channel and the number of its newest message. */
export interface Raise {
  id: string;
  communityId: string;
  n: number;
}

/**
 * Numbers of channels' newest messages on their way to the store. A channel's first one is stored before anything is
 * acknowledged; the next ones follow together shortly after their messages. What a crash takes along is found again
 * from the messages themselves, see `ChannelHeadsService`.
 */
export class RaisedHeads {
  private readonly begun = new Set<string>();
  private readonly pending = new Map<string, Raise>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly write: (raises: readonly Raise[]) => Promise<void>) {}

  /** Resolves when the message may be acknowledged. */
  async raise(raise: Raise): Promise<void> {
    if (this.begun.has(raise.id)) {
      this.remember(raise);
      return;
    }
    await this.write([raise]);
    if (this.begun.size >= REMEMBERED) this.begun.clear();
    this.begun.add(raise.id);
  }

  /** Numbers that the store may not have yet, of channels of these communities. */
  pendingOf(communityIds: ReadonlySet<string>): Raise[] {
    return [...this.pending.values()].filter(({ communityId }) => communityIds.has(communityId));
  }

  /** Stores everything now. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const raises = [...this.pending.values()];
    if (raises.length === 0) return;
    try {
      await this.write(raises);
    } catch {
      // The messages are the truth; their head is raised with the next try.
      this.wakeIn(RETRY_MS);
      return;
    }
    for (const raise of raises)
      if (this.pending.get(raise.id) === raise) this.pending.delete(raise.id);
    if (this.pending.size > 0) this.wakeIn(LAG_MS);
  }

  forget(channelId: string): void {
    this.begun.delete(channelId);
    this.pending.delete(channelId);
  }

  private remember(raise: Raise): void {
    const known = this.pending.get(raise.id);
    if (!known || known.n < raise.n) this.pending.set(raise.id, raise);
    this.wakeIn(LAG_MS);
  }

  private wakeIn(ms: number): void {
    this.timer ??= setTimeout(() => void this.flush(), ms);
    this.timer.unref();
  }
}
