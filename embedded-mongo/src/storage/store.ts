/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import type { Document } from '../bson/types.ts';
import { decode } from '../bson/decode.ts';
import { CommandError } from '../errors.ts';
import type { Catalog, Collection, Index } from './catalog.ts';
import type { Connection } from './connection.ts';
import { asBuffer } from './connection.ts';
import type { IndexEntry } from './entries.ts';
import { DerivedEntry } from './entries.ts';
import { keysOf } from './indexKeys.ts';
import type { WriteGroup } from './writeGroup.ts';

/** Most documents that are read in one piece: of the largest ones, no more fit into what SQLite calls a value. */
const JOINED = 59;

/** A stored document: its row number and its bytes. */
export interface Row {
  readonly row: number;
  readonly bytes: Buffer;
}

/** A stretch of an index: from `lower`, included, to `upper`, excluded. */
export interface KeyRange {
  readonly lower?: Buffer | undefined;
  readonly upper?: Buffer | undefined;
  /** `lower` is a whole key of a unique index: one entry at most. */
  readonly isPoint?: boolean;
}

export interface Scan<Position> {
  readonly descending: boolean;
  readonly limit: number;
  /** Go on behind this place. */
  readonly after?: Position | undefined;
}

/** What queries read: the file as it is, or as a transaction sees it. */
export interface View {
  get(collection: Collection, row: number): Buffer | undefined;
  scanRows(collection: Collection, scan: Scan<number>): Row[];
  scanIndex(
    collection: Collection,
    index: Index,
    range: KeyRange,
    scan: Scan<{ key: Buffer; row: number }>,
  ): IndexEntry[];
  /** Index entries in a range; undefined where only looking at them can tell. */
  countIndex(index: Index, range: KeyRange): number | undefined;
  count(collection: Collection): number;
}

/** What updates write to; it refuses what a unique index forbids. */
export interface Writer {
  insert(collection: Collection, bytes: Buffer): void;
  update(collection: Collection, row: number, before: Buffer, after: Buffer): void;
  remove(collection: Collection, row: number, before: Buffer): void;
}

/** Asked before each write of the store, while transactions are open. */
export interface WriteGuard {
  beforeRow(collection: Collection, row: number): void;
  beforeKey(index: Index, key: Buffer): void;
}

/** Reads the file through one connection. */
export class FileView implements View {
  protected readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  get(collection: Collection, row: number): Buffer | undefined {
    const found = this.connection
      .prepare(`SELECT d FROM ${collection.table} WHERE r = ?`)
      .get(row) as unknown as [Uint8Array] | undefined;
    return found && asBuffer(found[0]);
  }

  scanRows(collection: Collection, { descending, limit, after }: Scan<number>): Row[] {
    const from = after ?? (descending ? Number.MAX_SAFE_INTEGER : -1);
    const sql = descending
      ? `SELECT r, d FROM ${collection.table} WHERE r < ? ORDER BY r DESC LIMIT ?`
      : `SELECT r, d FROM ${collection.table} WHERE r > ? ORDER BY r LIMIT ?`;
    return this.connection
      .all<[number, Uint8Array]>(sql, from, limit)
      .map(([row, bytes]) => ({ row, bytes: asBuffer(bytes) }));
  }

  scanIndex(
    collection: Collection,
    index: Index,
    range: KeyRange,
    scan: Scan<{ key: Buffer; row: number }>,
  ): IndexEntry[] {
    if (range.isPoint && range.lower) {
      return scan.after ? [] : this.#lookUp(collection, index, range.lower);
    }
    const { where, values } = bounds(index, range, scan);
    const direction = scan.descending ? ' DESC' : '';
    const order = index.unique ? `i.k${direction}` : `i.k${direction}, i.r${direction}`;
    const from = `FROM ${index.table} i CROSS JOIN ${collection.table} c ON c.r = i.r${where} ORDER BY ${order} LIMIT ?`;
    if (index.multikey === 0) {
      if (scan.limit > 1 && scan.limit <= JOINED) {
        const sql = `SELECT group_concat(r), CAST(group_concat(d, '') AS BLOB) FROM (SELECT i.r AS r, c.d AS d ${from})`;
        return this.#joined(index, sql, [...values, scan.limit]);
      }
      return this.connection
        .all<[number, Uint8Array]>(`SELECT i.r, c.d ${from}`, ...values, scan.limit)
        .map(([row, bytes]) => new DerivedEntry(row, asBuffer(bytes), index));
    }
    return this.connection
      .all<[Uint8Array, number, Uint8Array]>(`SELECT i.k, i.r, c.d ${from}`, ...values, scan.limit)
      .map(([key, row, bytes]) => ({ key: asBuffer(key), row, bytes: asBuffer(bytes) }));
  }

  /**
   * The documents of a scan in one piece of memory, cut at the sizes that they begin with: a piece for each costs more
   * to make, and to clean up, than reading what is in it.
   */
  #joined(index: Index, sql: string, values: readonly (Buffer | number)[]): IndexEntry[] {
    const [found] = this.connection.all<[string | null, Uint8Array | null]>(sql, ...values);
    if (!found?.[0] || !found[1]) return [];
    const all = asBuffer(found[1]);
    let at = 0;
    return found[0].split(',').map((row) => {
      const from = at;
      at += all.readInt32LE(at);
      return new DerivedEntry(Number(row), all.subarray(from, at), index);
    });
  }

  #lookUp(collection: Collection, index: Index, key: Buffer): IndexEntry[] {
    const found = this.connection
      .prepare(
        `SELECT i.r, c.d FROM ${index.table} i CROSS JOIN ${collection.table} c ON c.r = i.r WHERE i.k = ?`,
      )
      .get(key) as unknown as [number, Uint8Array] | undefined;
    return found ? [{ key, row: found[0], bytes: asBuffer(found[1]) }] : [];
  }

  countIndex(index: Index, range: KeyRange): number | undefined {
    const { where, values } = bounds(index, range, { descending: false, limit: 0 });
    return this.connection.all<[number]>(
      `SELECT count(*) FROM ${index.table} i${where}`,
      ...values,
    )[0]?.[0];
  }

  count(collection: Collection): number {
    return collection.count;
  }

  /** Documents counted in the file itself. */
  countRows(collection: Collection): number {
    return this.connection.all<[number]>(`SELECT count(*) FROM ${collection.table}`)[0]?.[0] ?? 0;
  }

  /** Row that holds a key of a unique index. */
  holder(index: Index, key: Buffer): number | undefined {
    const found = this.connection
      .prepare(`SELECT r FROM ${index.table} WHERE k = ?`)
      .get(key) as unknown as [number] | undefined;
    return found?.[0];
  }
}

function bounds(
  index: Index,
  { lower, upper }: KeyRange,
  { descending, after }: Scan<{ key: Buffer; row: number }>,
): { where: string; values: (Buffer | number)[] } {
  const terms: string[] = [];
  const values: (Buffer | number)[] = [];
  if (after && index.unique) {
    terms.push(descending ? 'i.k < ?' : 'i.k > ?');
    values.push(after.key);
  } else if (after) {
    terms.push(descending ? '(i.k, i.r) < (?, ?)' : '(i.k, i.r) > (?, ?)');
    values.push(after.key, after.row);
  }
  if (lower && !(after && !descending)) {
    terms.push('i.k >= ?');
    values.push(lower);
  }
  if (upper && !(after && descending)) {
    terms.push('i.k < ?');
    values.push(upper);
  }
  return { where: terms.length > 0 ? ` WHERE ${terms.join(' AND ')}` : '', values };
}

/** Reads and writes the file through the writing connection. */
export class Store extends FileView implements Writer {
  readonly #catalog: Catalog;
  readonly #group: WriteGroup;
  /** Set while transactions are open. */
  guard: WriteGuard | undefined;

  constructor(connection: Connection, catalog: Catalog, group: WriteGroup) {
    super(connection);
    this.#catalog = catalog;
    this.#group = group;
  }

  insert(collection: Collection, bytes: Buffer): void {
    this.insertAt(collection, collection.nextRow, bytes);
    collection.nextRow++;
  }

  /** Inserts under a row number that was set aside for it. */
  insertAt(collection: Collection, row: number, bytes: Buffer): void {
    this.#group.begin();
    this.guard?.beforeRow(collection, row);
    const document = decode(bytes, 0, collection.indexedFields);
    const added: [Index, Buffer][] = [];
    for (const index of collection.indexes) {
      const { keys, multikey } = this.#keysOf(index, document, row, added);
      for (const key of keys) this.#add(collection, index, key, row, document, added);
      if (multikey & ~index.multikey) this.#catalog.setMultikey(index, multikey);
    }
    this.connection.run(`INSERT INTO ${collection.table} (r, d) VALUES (?, ?)`, row, bytes);
    collection.count++;
  }

  update(collection: Collection, row: number, before: Buffer, after: Buffer): void {
    this.#group.begin();
    this.guard?.beforeRow(collection, row);
    const [old, next] = [before, after].map((bytes) =>
      decode(bytes, 0, collection.indexedFields),
    ) as [Document, Document];
    const added: [Index, Buffer][] = [];
    const removed: [Index, Buffer][] = [];
    for (const index of collection.indexes) {
      if (index.isId) continue;
      const oldKeys = keysOf(index, old).keys;
      const { keys, multikey } = this.#keysOf(index, next, row, added);
      for (const key of keys) {
        if (!oldKeys.some((each) => each.equals(key)))
          this.#add(collection, index, key, row, next, added);
      }
      for (const key of oldKeys) {
        if (!keys.some((each) => each.equals(key))) removed.push([index, key]);
      }
      if (multikey & ~index.multikey) this.#catalog.setMultikey(index, multikey);
    }
    for (const [index, key] of removed) this.#delete(index, key, row);
    this.connection.run(`UPDATE ${collection.table} SET d = ? WHERE r = ?`, after, row);
  }

  remove(collection: Collection, row: number, before: Buffer): void {
    this.#group.begin();
    this.guard?.beforeRow(collection, row);
    const document = decode(before, 0, collection.indexedFields);
    for (const index of collection.indexes) {
      for (const key of keysOf(index, document).keys) this.#delete(index, key, row);
    }
    this.connection.run(`DELETE FROM ${collection.table} WHERE r = ?`, row);
    collection.count--;
  }

  /** Fills a new index from the documents there are. */
  build(collection: Collection, index: Index): void {
    const chunk = 500;
    for (let after = -1, more = true; more;) {
      const rows = this.scanRows(collection, { descending: false, limit: chunk, after });
      for (const { row, bytes } of rows) {
        const document = decode(bytes);
        const { keys, multikey } = keysOf(index, document);
        for (const key of keys) this.#add(collection, index, key, row, document, []);
        if (multikey & ~index.multikey) this.#catalog.setMultikey(index, multikey);
        after = row;
      }
      more = rows.length === chunk;
    }
  }

  hasKey(index: Index, key: Buffer, row: number): boolean {
    return (
      this.connection
        .prepare(`SELECT 1 FROM ${index.table} WHERE k = ? AND r = ?`)
        .get(key, row) !== undefined
    );
  }

  #keysOf(
    index: Index,
    document: Document,
    row: number,
    added: [Index, Buffer][],
  ): ReturnType<typeof keysOf> {
    try {
      return keysOf(index, document);
    } catch (error) {
      this.#undo(added, row);
      throw error;
    }
  }

  #add(
    collection: Collection,
    index: Index,
    key: Buffer,
    row: number,
    document: Document,
    added: [Index, Buffer][],
  ): void {
    if (index.unique) this.#guardKey(index, key, row, added);
    const sql = index.unique
      ? `INSERT INTO ${index.table} (k, r) VALUES (?, ?) ON CONFLICT DO NOTHING`
      : `INSERT INTO ${index.table} (k, r) VALUES (?, ?)`;
    if (this.connection.run(sql, key, row) === 0) {
      this.#undo(added, row);
      throw duplicateKey(collection, index, document);
    }
    added.push([index, key]);
  }

  #guardKey(index: Index, key: Buffer, row: number, added: [Index, Buffer][]): void {
    try {
      this.guard?.beforeKey(index, key);
    } catch (error) {
      this.#undo(added, row);
      throw error;
    }
  }

  /** Takes back what a refused document left in the indexes before it. */
  #undo(added: [Index, Buffer][], row: number): void {
    for (const [index, key] of added) this.#delete(index, key, row);
  }

  #delete(index: Index, key: Buffer, row: number): void {
    this.connection.run(`DELETE FROM ${index.table} WHERE k = ? AND r = ?`, key, row);
  }
}

/** E11000 as MongoDB words it, with the pattern and the value that drivers and applications look at. */
export function duplicateKey(
  collection: Collection,
  index: Index,
  document: Document,
): CommandError {
  const keyPattern = index.spec.key as Document;
  const keyValue = Object.fromEntries(
    index.fields.map(({ path }) => [path, firstValue(document, path.split('.'))]),
  );
  const shown = Object.entries(keyValue).map(([name, value]) => `${name}: ${show(value)}`);
  return new CommandError(
    'DuplicateKey',
    `E11000 duplicate key error collection: ${collection.namespace} index: ${index.name} dup key: { ${shown.join(', ')} }`,
    { extra: { keyPattern, keyValue } },
  );
}

function firstValue(value: unknown, parts: readonly string[]): unknown {
  let current = value;
  for (const part of parts) {
    if (Array.isArray(current))
      current = current.find((each) => typeof each === 'object' && each !== null && part in each);
    current =
      typeof current === 'object' && current !== null ? (current as Document)[part] : undefined;
  }
  return current ?? null;
}

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  if (typeof value === 'object' && value !== null && 'toHexString' in value)
    // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
    return `ObjectId('${String(value)}')`;
  // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
