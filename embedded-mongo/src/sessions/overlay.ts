import type { Index } from '../storage/catalog.ts';

export interface OverlayEntry {
  readonly key: Buffer;
  readonly row: number;
}

/** Order of index entries: by key, then by row. */
export function compareEntries(a: OverlayEntry, b: OverlayEntry): number {
  return Buffer.compare(a.key, b.key) || a.row - b.row;
}

/** The index entries of documents that a transaction has written, in order. */
export class OverlayIndex {
  readonly #entries: OverlayEntry[] = [];

  #find(entry: OverlayEntry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareEntries(this.#entries[middle] as OverlayEntry, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(entry: OverlayEntry): void {
    this.#entries.splice(this.#find(entry), 0, entry);
  }

  remove(entry: OverlayEntry): void {
    const at = this.#find(entry);
    const found = this.#entries[at];
    if (found && compareEntries(found, entry) === 0) this.#entries.splice(at, 1);
  }

  holder(key: Buffer): number | undefined {
    const found = this.#entries[this.#find({ key, row: -1 })];
    return found?.key.equals(key) ? found.row : undefined;
  }

  /** Entries in a range and behind a place, in the direction of the scan. */
  select(
    index: Index,
    { lower, upper }: { lower?: Buffer | undefined; upper?: Buffer | undefined },
    { descending, after }: { descending: boolean; after?: OverlayEntry | undefined },
  ): OverlayEntry[] {
    const sign = descending ? -1 : 1;
    const isBehind = (entry: OverlayEntry): boolean => {
      if (!after) return true;
      const order = index.unique
        ? Buffer.compare(entry.key, after.key)
        : compareEntries(entry, after);
      return order * sign > 0;
    };
    const found = this.#entries.filter(
      (entry) =>
        (!lower || Buffer.compare(entry.key, lower) >= 0) &&
        (!upper || Buffer.compare(entry.key, upper) < 0) &&
        isBehind(entry),
    );
    return descending ? found.reverse() : found;
  }
}

/**
 * Merges what the file gives, a chunk at a time, with what the transaction has written. Answers fewer than `limit` only
 * at the end.
 */
export function mergeScan<Item>(options: {
  limit: number;
  written: readonly Item[];
  compare: (a: Item, b: Item) => number;
  isHidden: (item: Item) => boolean;
  pull: (after: Item | undefined, limit: number) => Item[];
}): Item[] {
  const { limit, written, compare, isHidden, pull } = options;
  const out: Item[] = [];
  let next = 0;
  let after: Item | undefined;
  for (;;) {
    const wanted = limit - out.length;
    if (wanted <= 0) return out.slice(0, limit);
    const chunk = pull(after, wanted);
    for (const item of chunk) {
      while (next < written.length && compare(written[next] as Item, item) < 0)
        out.push(written[next++] as Item);
      if (!isHidden(item)) out.push(item);
    }
    after = chunk.at(-1) ?? after;
    if (chunk.length < wanted) return [...out, ...written.slice(next)].slice(0, limit);
  }
}
