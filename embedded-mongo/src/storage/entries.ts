import { decode } from '../bson/decode.ts';
import type { Index } from './catalog.ts';
import { keysOf } from './indexKeys.ts';

/** An index entry with its document. */
export interface IndexEntry {
  readonly row: number;
  readonly bytes: Buffer;
  readonly key: Buffer;
}

/**
 * An entry whose key was not read: where no document has more than one key, the document tells it. Only the last entry
 * of a batch is ever asked.
 */
export class DerivedEntry implements IndexEntry {
  readonly row: number;
  readonly bytes: Buffer;
  readonly #index: Index;

  constructor(row: number, bytes: Buffer, index: Index) {
    this.row = row;
    this.bytes = bytes;
    this.#index = index;
  }

  get key(): Buffer {
    const [key] = keysOf(this.#index, decode(this.bytes)).keys;
    if (!key) throw new Error(`an entry of index ${this.#index.name} belongs to no document`);
    return key;
  }
}
