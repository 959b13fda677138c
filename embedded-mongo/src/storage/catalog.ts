import { randomUUID } from 'node:crypto';
import { serialize } from 'bson';
import type { Document } from '../bson/types.ts';
import { decode } from '../bson/decode.ts';
import { isNumeric } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { compileFilter } from '../query/match.ts';
import type { Matcher } from '../query/match.ts';
import type { SortField } from '../query/sort.ts';
import { isTruthy } from '../query/expressions.ts';
import type { Connection } from './connection.ts';
import { asBuffer } from './connection.ts';

/** An index in memory: its specification, taken apart once. */
export class Index {
  readonly id: number;
  readonly name: string;
  readonly spec: Document;
  readonly fields: readonly SortField[];
  readonly parts: readonly (readonly string[])[];
  readonly descending: readonly boolean[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly partialFilter: Document | undefined;
  readonly partial: Matcher | undefined;
  readonly isFlat: boolean;
  readonly isId: boolean;
  readonly table: string;
  hidden: boolean;
  expireAfterSeconds: number | undefined;
  /** Bit per field: some document has an array on that field's path. Never cleared. */
  multikey: number;

  constructor(id: number, spec: Document, multikey: number) {
    this.id = id;
    this.spec = spec;
    this.multikey = multikey;
    this.table = `i${id}`;
    this.name = String(spec.name);
    this.fields = Object.entries(spec.key as Document).map(([path, direction]) => ({
      path,
      descending: isNumeric(direction) && toDouble(direction) < 0,
    }));
    this.parts = this.fields.map(({ path }) => path.split('.'));
    this.descending = this.fields.map((each) => each.descending);
    this.isId = this.fields.length === 1 && this.fields[0]?.path === '_id';
    this.unique = this.isId || isTruthy(spec.unique);
    this.sparse = isTruthy(spec.sparse);
    this.hidden = isTruthy(spec.hidden);
    this.expireAfterSeconds = isNumeric(spec.expireAfterSeconds)
      ? toDouble(spec.expireAfterSeconds)
      : undefined;
    this.partialFilter = spec.partialFilterExpression as Document | undefined;
    this.partial = this.partialFilter && compileFilter(this.partialFilter);
    this.isFlat = this.parts.every((parts) => parts.length === 1);
  }
}

/** A collection in memory. */
export class Collection {
  readonly id: number;
  readonly uuid: string;
  readonly table: string;
  db: string;
  name: string;
  options: Document;
  indexes: Index[] = [];
  /** Row number of the next document; rows are never used again while the server runs. */
  nextRow = 1;
  count = 0;
  /** Changes whenever plans and validators made earlier are no longer right. */
  version = 0;
  /** Top-level fields that any index needs, or undefined when a partial filter may look anywhere. */
  indexedFields: ReadonlySet<string> | undefined = new Set();

  constructor(id: number, db: string, name: string, options: Document, uuid: string) {
    this.id = id;
    this.db = db;
    this.name = name;
    this.options = options;
    this.uuid = uuid;
    this.table = `c${id}`;
  }

  get namespace(): string {
    return `${this.db}.${this.name}`;
  }

  /** Takes a new set of indexes and works out what follows from it. */
  setIndexes(indexes: Index[]): void {
    // Unique ones first: a refused document has then touched nothing else.
    this.indexes = indexes.sort((a, b) => Number(b.unique) - Number(a.unique) || a.id - b.id);
    this.indexedFields = indexes.some((index) => index.partial)
      ? undefined
      : new Set(indexes.flatMap((index) => index.parts.map(([first]) => first as string)));
    this.version++;
  }

  index(name: string): Index | undefined {
    return this.indexes.find((index) => index.name === name);
  }
}

type CollectionRow = [id: number, db: string, name: string, options: Uint8Array, uuid: string];
type IndexRow = [id: number, collection: number, spec: Uint8Array, multikey: number];

/** All collections and indexes, in memory and in the file. */
export class Catalog {
  readonly #connection: Connection;
  #collections = new Map<string, Collection>();
  /** Changes with every change of any collection's shape. */
  version = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.db.exec(
      `CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, db TEXT NOT NULL, name TEXT NOT NULL,
         options BLOB NOT NULL, uuid TEXT NOT NULL, UNIQUE (db, name));
       CREATE TABLE IF NOT EXISTS indexes (id INTEGER PRIMARY KEY AUTOINCREMENT, collection INTEGER NOT NULL,
         spec BLOB NOT NULL, multikey INTEGER NOT NULL DEFAULT 0)`,
    );
    this.load();
  }

  /** Reads the catalog from the file, as at start and after a failed commit. */
  load(): void {
    this.version++;
    this.#collections = new Map();
    const byId = new Map<number, Collection>();
    for (const [id, db, name, options, uuid] of this.#connection.all<CollectionRow>(
      'SELECT id, db, name, options, uuid FROM collections',
    )) {
      const collection = new Collection(id, db, name, decode(asBuffer(options)), uuid);
      byId.set(id, collection);
      this.#collections.set(collection.namespace, collection);
      const [row] = this.#connection.all<[number, number | null]>(
        `SELECT count(*), max(r) FROM ${collection.table}`,
      );
      collection.count = row?.[0] ?? 0;
      collection.nextRow = (row?.[1] ?? 0) + 1;
    }
    const grouped = new Map<number, Index[]>();
    for (const [id, owner, spec, multikey] of this.#connection.all<IndexRow>(
      'SELECT id, collection, spec, multikey FROM indexes',
    )) {
      const list = grouped.get(owner) ?? [];
      list.push(new Index(id, decode(asBuffer(spec)), multikey));
      grouped.set(owner, list);
    }
    for (const [id, collection] of byId) collection.setIndexes(grouped.get(id) ?? []);
  }

  find(db: string, name: string): Collection | undefined {
    return this.#collections.get(`${db}.${name}`);
  }

  list(db?: string): Collection[] {
    return [...this.#collections.values()].filter((each) => db === undefined || each.db === db);
  }

  create(db: string, name: string, options: Document): Collection {
    const uuid = randomUUID();
    this.#connection.run(
      'INSERT INTO collections (db, name, options, uuid) VALUES (?, ?, ?, ?)',
      db,
      name,
      serialize(options),
      uuid,
    );
    const id = this.#lastId();
    this.#connection.db.exec(`CREATE TABLE c${id} (r INTEGER PRIMARY KEY, d BLOB NOT NULL)`);
    const collection = new Collection(id, db, name, options, uuid);
    this.#collections.set(collection.namespace, collection);
    this.addIndex(collection, { v: 2, key: { _id: 1 }, name: '_id_' });
    return collection;
  }

  #lastId(): number {
    return this.#connection.all<[number]>('SELECT last_insert_rowid()')[0]?.[0] ?? 0;
  }

  drop(collection: Collection): void {
    this.version++;
    for (const index of collection.indexes) this.#connection.db.exec(`DROP TABLE ${index.table}`);
    this.#connection.db.exec(`DROP TABLE ${collection.table}`);
    this.#connection.run('DELETE FROM indexes WHERE collection = ?', collection.id);
    this.#connection.run('DELETE FROM collections WHERE id = ?', collection.id);
    this.#collections.delete(collection.namespace);
  }

  rename(collection: Collection, db: string, name: string): void {
    this.version++;
    this.#connection.run(
      'UPDATE collections SET db = ?, name = ? WHERE id = ?',
      db,
      name,
      collection.id,
    );
    this.#collections.delete(collection.namespace);
    collection.db = db;
    collection.name = name;
    this.#collections.set(collection.namespace, collection);
  }

  setOptions(collection: Collection, options: Document): void {
    this.version++;
    collection.version++;
    collection.options = options;
    this.#connection.run(
      'UPDATE collections SET options = ? WHERE id = ?',
      serialize(options),
      collection.id,
    );
  }

  /** Makes an empty index; the caller fills it. */
  addIndex(collection: Collection, spec: Document): Index {
    this.version++;
    this.#connection.run(
      'INSERT INTO indexes (collection, spec) VALUES (?, ?)',
      collection.id,
      serialize(spec),
    );
    const index = new Index(this.#lastId(), spec, 0);
    const key = index.unique
      ? 'k BLOB PRIMARY KEY, r INTEGER NOT NULL'
      : 'k BLOB, r INTEGER, PRIMARY KEY (k, r)';
    this.#connection.db.exec(`CREATE TABLE ${index.table} (${key}) WITHOUT ROWID`);
    collection.setIndexes([...collection.indexes, index]);
    return index;
  }

  dropIndex(collection: Collection, index: Index): void {
    this.version++;
    this.#connection.run('DELETE FROM indexes WHERE id = ?', index.id);
    this.#connection.db.exec(`DROP TABLE ${index.table}`);
    collection.setIndexes(collection.indexes.filter((each) => each !== index));
  }

  /** Changes options of an index that its keys do not depend on. */
  setIndexSpec(collection: Collection, index: Index, spec: Document): void {
    this.version++;
    this.#connection.run('UPDATE indexes SET spec = ? WHERE id = ?', serialize(spec), index.id);
    const changed = new Index(index.id, spec, index.multikey);
    collection.setIndexes(collection.indexes.map((each) => (each === index ? changed : each)));
  }

  /** Remembers that a field of the index has arrays. */
  setMultikey(index: Index, bits: number): void {
    index.multikey |= bits;
    this.#connection.run('UPDATE indexes SET multikey = ? WHERE id = ?', index.multikey, index.id);
  }

  /** Answers what puts counts and multikey marks back, for when a savepoint is rolled back. */
  remember(): () => void {
    const counts = this.list().map((collection) => [collection, collection.count] as const);
    const marks = this.list().flatMap(({ indexes }) =>
      indexes.map((index) => [index, index.multikey] as const),
    );
    return () => {
      for (const [collection, count] of counts) collection.count = count;
      for (const [index, multikey] of marks) index.multikey = multikey;
    };
  }
}
