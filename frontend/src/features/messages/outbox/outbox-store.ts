import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { OutboxItem } from './outbox-item.ts';
import { restored } from './outbox.ts';

/**
 * Unsent messages on this device, one entry each under its nonce, so that parallel tabs never write
 * over each other's. A store per account: nobody sends another's words.
 */
export class OutboxStore {
  readonly #store: UseStore;

  constructor(userId: string) {
    this.#store = createStore(`kraken-outbox-${userId}`, 'items');
  }

  async load(): Promise<OutboxItem[]> {
    try {
      return restored((await entries<string, OutboxItem>(this.#store)).map(([, item]) => item));
    } catch {
      // No storage here (a private window): messages are sent all the same, only a reload loses them.
      return [];
    }
  }

  /** Writes down what differs between two states of the outbox. */
  save(before: readonly OutboxItem[], after: readonly OutboxItem[]): void {
    const kept = new Set(after.map(({ nonce }) => nonce));
    for (const item of before)
      if (!kept.has(item.nonce)) this.#quietly(del(item.nonce, this.#store));
    for (const item of after) {
      if (!before.includes(item)) this.#quietly(set(item.nonce, item, this.#store));
    }
  }

  #quietly(work: Promise<void>): void {
    work.catch(() => undefined);
  }
}
