/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import { decode } from '../bson/decode.ts';
import { CommandError } from '../errors.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import { keysOf } from '../storage/indexKeys.ts';
import type { IndexEntry } from '../storage/entries.ts';
import type { FileView, KeyRange, Row, Scan, View, Writer } from '../storage/store.ts';
import { duplicateKey } from '../storage/store.ts';
import { compareEntries, mergeScan, OverlayIndex } from './overlay.ts';

/** One write of a transaction, as it will be done again on the file at commit. */
export type Change =
  | { kind: 'insert'; collection: Collection; row: number; after: Buffer }
  | { kind: 'update'; collection: Collection; row: number; before: Buffer; after: Buffer }
  | { kind: 'remove'; collection: Collection; row: number; before: Buffer };

/** What a transaction may ask and must tell the others. */
export interface TransactionHost {
  /** Refuses with WriteConflict what another transaction or a later write has; otherwise takes it. */
  claimRow(owner: Transaction, collection: Collection, row: number): void;
  claimKey(owner: Transaction, index: Index, key: Buffer): void;
  markMultikey(index: Index, bits: number): void;
}

/** What the file held when the transaction began. */
export interface Snapshot {
  readonly view: FileView;
  readonly lastCollection: number;
  readonly lastIndex: number;
  /** Number of the last write that the snapshot has. */
  readonly sequence: number;
  release(): void;
}

/** A transaction: a snapshot, and its own writes above it, which nobody else sees before the commit. */
export class Transaction implements View, Writer {
  readonly key: string;
  readonly number: number;
  readonly snapshot: Snapshot;
  readonly changes: Change[] = [];
  readonly startedAt = Date.now();
  /** The connection that used it last. */
  connection: number;
  readonly #host: TransactionHost;
  readonly #rows = new Map<number, Map<number, Buffer | undefined>>();
  readonly #indexes = new Map<number, OverlayIndex>();
  #waiting: (() => void)[] = [];

  constructor(
    key: string,
    number: number,
    connection: number,
    snapshot: Snapshot,
    host: TransactionHost,
  ) {
    this.key = key;
    this.number = number;
    this.connection = connection;
    this.snapshot = snapshot;
    this.#host = host;
  }

  /** Calls back when the transaction has ended either way. */
  whenEnded(callback: () => void): void {
    this.#waiting.push(callback);
  }

  ended(): void {
    this.snapshot.release();
    for (const callback of this.#waiting.splice(0)) callback();
  }

  #written(collection: Collection): Map<number, Buffer | undefined> {
    let rows = this.#rows.get(collection.id);
    if (!rows) this.#rows.set(collection.id, (rows = new Map()));
    return rows;
  }

  #overlay(index: Index): OverlayIndex {
    let overlay = this.#indexes.get(index.id);
    if (!overlay) this.#indexes.set(index.id, (overlay = new OverlayIndex()));
    return overlay;
  }

  #isNew(collection: Collection): boolean {
    return collection.id > this.snapshot.lastCollection;
  }

  get(collection: Collection, row: number): Buffer | undefined {
    const written = this.#written(collection);
    if (written.has(row)) return written.get(row);
    return this.#isNew(collection) ? undefined : this.snapshot.view.get(collection, row);
  }

  count(collection: Collection): number {
    let total = this.#isNew(collection) ? 0 : this.snapshot.view.countRows(collection);
    for (const { kind, collection: changed } of this.changes) {
      if (changed.id !== collection.id) continue;
      if (kind === 'insert') total++;
      else if (kind === 'remove') total--;
    }
    return total;
  }

  countIndex(): undefined {
    return undefined;
  }

  scanRows(collection: Collection, scan: Scan<number>): Row[] {
    const sign = scan.descending ? -1 : 1;
    const { after } = scan;
    const rows = this.#written(collection);
    const written = [...rows]
      .filter(
        (each): each is [number, Buffer] =>
          each[1] !== undefined && (after === undefined || (each[0] - after) * sign > 0),
      )
      .map(([row, bytes]): Row => ({ row, bytes }))
      .sort((a, b) => (a.row - b.row) * sign);
    return mergeScan<Row>({
      limit: scan.limit,
      written,
      compare: (a, b) => (a.row - b.row) * sign,
      isHidden: ({ row }) => rows.has(row),
      pull: (last, limit) =>
        this.#isNew(collection)
          ? []
          : this.snapshot.view.scanRows(collection, { ...scan, limit, after: last?.row ?? after }),
    });
  }

  scanIndex(
    collection: Collection,
    index: Index,
    range: KeyRange,
    scan: Scan<{ key: Buffer; row: number }>,
  ): IndexEntry[] {
    const rows = this.#written(collection);
    const sign = scan.descending ? -1 : 1;
    const written = this.#overlay(index)
      .select(index, range, scan)
      .map(({ key, row }): IndexEntry => ({ key, row, bytes: rows.get(row) as Buffer }));
    return mergeScan<IndexEntry>({
      limit: scan.limit,
      written,
      compare: (a, b) => compareEntries(a, b) * sign,
      isHidden: ({ row }) => rows.has(row),
      pull: (last, limit) =>
        this.#isNew(collection)
          ? []
          : this.#known(index).scanIndex(collection, index, range, {
              ...scan,
              limit,
              after: last ?? scan.after,
            }),
    });
  }

  /** The snapshot, if the index was there when it was taken. */
  #known(index: Index): FileView {
    if (index.id > this.snapshot.lastIndex) {
      throw new CommandError(
        'SnapshotUnavailable',
        `Unable to read from a snapshot due to pending collection catalog changes; please retry the operation. Index ${index.name} is newer.`,
        { labels: ['TransientTransactionError'] },
      );
    }
    return this.snapshot.view;
  }

  insert(collection: Collection, bytes: Buffer): void {
    const row = collection.nextRow++;
    this.#putKeys(collection, row, undefined, bytes);
    this.#written(collection).set(row, bytes);
    this.changes.push({ kind: 'insert', collection, row, after: bytes });
  }

  update(collection: Collection, row: number, before: Buffer, after: Buffer): void {
    this.#host.claimRow(this, collection, row);
    this.#putKeys(collection, row, before, after);
    this.#written(collection).set(row, after);
    this.changes.push({ kind: 'update', collection, row, before, after });
  }

  remove(collection: Collection, row: number, before: Buffer): void {
    this.#host.claimRow(this, collection, row);
    this.#putKeys(collection, row, before, undefined);
    this.#written(collection).set(row, undefined);
    this.changes.push({ kind: 'remove', collection, row, before });
  }

  /** Replaces the index entries of a document; nothing has changed when it is refused. */
  #putKeys(
    collection: Collection,
    row: number,
    before: Buffer | undefined,
    after: Buffer | undefined,
  ): void {
    const document = after && decode(after);
    const old = before && decode(before);
    const plans = collection.indexes.map((index) => ({
      index,
      next: document ? keysOf(index, document) : { keys: [], multikey: 0 },
      old: old ? keysOf(index, old).keys : [],
    }));
    for (const { index, next } of plans) {
      if (index.unique)
        for (const key of next.keys)
          this.#checkUnique(collection, index, key, row, after as Buffer);
      if (next.multikey & ~index.multikey) this.#host.markMultikey(index, next.multikey);
    }
    for (const { index, next, old: gone } of plans) {
      const overlay = this.#overlay(index);
      for (const key of gone) overlay.remove({ key, row });
      for (const key of next.keys) overlay.add({ key, row });
    }
  }

  #checkUnique(
    collection: Collection,
    index: Index,
    key: Buffer,
    row: number,
    bytes: Buffer,
  ): void {
    const own = this.#overlay(index).holder(key);
    const isInSnapshot = !this.#isNew(collection) && index.id <= this.snapshot.lastIndex;
    const base = isInSnapshot ? this.snapshot.view.holder(index, key) : undefined;
    const isVisible = base !== undefined && !this.#written(collection).has(base);
    if ((own !== undefined && own !== row) || (isVisible && base !== row)) {
      throw duplicateKey(collection, index, decode(bytes));
    }
    if (base === undefined) this.#host.claimKey(this, index, key);
  }
}
