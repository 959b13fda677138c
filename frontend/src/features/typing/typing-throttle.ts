import { limits } from '@kraken/shared';

/** Said again when half of the mark's life is over, so that it never flickers. */
const EVERY_MS = (limits.typingSeconds * 1000) / 2;

/** Turns key presses into few signals. */
export class TypingThrottle {
  readonly #say: () => void;
  readonly #now: () => number;
  #last = -Infinity;

  constructor(say: () => void, now: () => number = () => performance.now()) {
    this.#say = say;
    this.#now = now;
  }

  hit(): void {
    const now = this.#now();
    if (now - this.#last < EVERY_MS) return;
    this.#last = now;
    this.#say();
  }

  /** The text was sent: the next press is a new beginning. */
  stop(): void {
    this.#last = -Infinity;
  }
}
