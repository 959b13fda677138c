/** Writes the newest number of a channel, one write at a time: whoever comes during one shares the next. */
export class RaisedHead {
  private running: Promise<void> | undefined;
  private next: { n: number; done: Promise<void> } | undefined;

  constructor(private readonly write: (n: number) => Promise<void>) {}

  /** Resolves when this number, or a greater one, is stored. */
  raise(n: number): Promise<void> {
    if (this.next) {
      this.next.n = Math.max(this.next.n, n);
      return this.next.done;
    }
    if (!this.running) return this.start(n);
    const follow = () => this.follow();
    this.next = { n, done: this.running.then(follow, follow) };
    return this.next.done;
  }

  private follow(): Promise<void> {
    const n = this.next?.n ?? 0;
    this.next = undefined;
    return this.start(n);
  }

  private start(n: number): Promise<void> {
    const running = this.write(n).finally(() => {
      if (this.running === running) this.running = undefined;
    });
    this.running = running;
    return running;
  }
}
