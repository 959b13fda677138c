import { flushCompileCache } from 'node:module';

/** By then a start is over, and the clients of a Kraken that was started again are mostly back. */
const settledAfterMs = 3_000;

/**
 * A start leaves more garbage than a quiet Kraken has memory, and V8 keeps it until something presses. Once all is quiet it is
 * collected and its pages go back to the system. Works where Node runs with `--expose-gc`, as `npm start` has it.
 */
export function giveBackWhenSettled(): void {
  setTimeout(() => {
    // First, because collecting forgets compiled functions that the next start will need.
    flushCompileCache();
    globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  }, settledAfterMs).unref();
}
