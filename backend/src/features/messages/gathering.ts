/** Longest time that work waits for company. */
const LONGEST_MS = 2;
/** A pause after which nothing is expected to come at once any more. */
const QUIET_MS = 10;

/**
 * Decides how long work waits for company before it goes to the store together: not at all when it is quiet, and else
 * until about as many have come as were under way the last time, at most two milliseconds. What goes together costs one
 * write and reaches every reader in one piece.
 */
export class Gathering {
  private usual = 1;
  private lastAt = 0;
  private done: (() => void) | undefined;

  /** Resolves when what waits should go. `waiting` is how much that is now. */
  async until(waiting: number): Promise<void> {
    // Behind everything that this turn of the event loop brings.
    await new Promise((resolve) => setImmediate(resolve));
    if (this.usual <= 1 || waiting >= this.usual || performance.now() - this.lastAt > QUIET_MS)
      return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LONGEST_MS);
      this.done = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.done = undefined;
  }

  /** Something came; `waiting` is how much waits now. */
  came(waiting: number): void {
    if (waiting >= this.usual) this.done?.();
  }

  /** So much went together, and so much more has come meanwhile. */
  went(together: number, waiting: number): void {
    // Those who have just been answered write again about when those who wait are stored.
    this.usual = together + waiting;
    this.lastAt = performance.now();
  }
}
