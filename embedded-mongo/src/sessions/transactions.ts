import { CommandError, isStorageFailure, writeConflict } from '../errors.ts';
import type { Catalog, Collection, Index } from '../storage/catalog.ts';
import { Connection } from '../storage/connection.ts';
import { FileView } from '../storage/store.ts';
import type { Store, WriteGuard } from '../storage/store.ts';
import type { WriteGroup } from '../storage/writeGroup.ts';
import type { Snapshot, TransactionHost } from './transaction.ts';
import { Transaction } from './transaction.ts';

/** MongoDB's transactionLifetimeLimitSeconds. */
const LIFETIME = 60_000;

/** Idle snapshot connections kept for the next transaction. */
const KEPT_READERS = 2;

/** A write outside any transaction met one that is open. It is done again when that one has ended. */
export class BlockedError extends Error {
  readonly transaction: Transaction;

  constructor(transaction: Transaction) {
    super('blocked by a transaction');
    this.transaction = transaction;
  }
}

interface Parts {
  readonly file: string;
  readonly catalog: Catalog;
  readonly connection: Connection;
  readonly store: Store;
  readonly group: WriteGroup;
}

/** The open transactions, and who may write what. */
export class Transactions implements TransactionHost, WriteGuard {
  readonly #parts: Parts;
  readonly #open = new Map<string, Transaction>();
  readonly #claims = new Map<string, Transaction>();
  /** Number of the last write of each row, kept while transactions are open. */
  readonly #written = new Map<string, number>();
  readonly #readers: Connection[] = [];
  #sequence = 0;
  #committing: Transaction | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#open.size;
  }

  find(session: string): Transaction | undefined {
    return this.#open.get(session);
  }

  begin(session: string, number: number, connection: number): Transaction {
    const transaction = new Transaction(session, number, connection, this.#snapshot(), this);
    this.#open.set(session, transaction);
    this.#parts.store.guard = this;
    return transaction;
  }

  #snapshot(): Snapshot {
    const { catalog, connection, file, group } = this.#parts;
    // What is written but not yet committed would be missing from the snapshot.
    group.commit();
    const reader = this.#readers.pop() ?? new Connection(file, 'reader');
    reader.db.exec('BEGIN');
    // A read transaction begins with its first read.
    reader.all('SELECT 1 FROM collections LIMIT 1');
    const [indexes] = connection.all<[number | null]>('SELECT max(id) FROM indexes');
    return {
      view: new FileView(reader),
      lastCollection: Math.max(0, ...catalog.list().map(({ id }) => id)),
      lastIndex: indexes?.[0] ?? 0,
      sequence: this.#sequence,
      release: () => {
        reader.db.exec('ROLLBACK');
        if (this.#readers.length < KEPT_READERS) this.#readers.push(reader);
        else reader.close();
      },
    };
  }

  /** Writes everything the transaction did, or nothing. */
  commit(transaction: Transaction): void {
    const { catalog, connection, group, store } = this.#parts;
    if (transaction.changes.length > 0) {
      group.begin();
      const undo = catalog.remember();
      connection.db.exec('SAVEPOINT commit_transaction');
      this.#committing = transaction;
      try {
        for (const change of transaction.changes) {
          const { collection, row } = change;
          if (catalog.find(collection.db, collection.name) !== collection)
            throw writeConflict(`${collection.namespace} was dropped`);
          if (change.kind === 'insert') store.insertAt(collection, row, change.after);
          else if (change.kind === 'update')
            store.update(collection, row, change.before, change.after);
          else store.remove(collection, row, change.before);
        }
        connection.db.exec('RELEASE commit_transaction');
      } catch (error) {
        if (isStorageFailure(error)) throw error;
        connection.db.exec('ROLLBACK TO commit_transaction; RELEASE commit_transaction');
        undo();
        this.abort(transaction);
        // A unique index that was made meanwhile is the only way to a refusal here.
        throw error instanceof CommandError && error.labels.length === 0
          ? writeConflict(error.message)
          : error;
      } finally {
        this.#committing = undefined;
      }
    }
    this.#end(transaction);
  }

  abort(transaction: Transaction): void {
    if (this.#open.get(transaction.key) === transaction) this.#end(transaction);
  }

  abortWhere(test: (transaction: Transaction) => boolean): void {
    for (const transaction of this.#open.values()) if (test(transaction)) this.abort(transaction);
  }

  /** Ends transactions that have been open for too long. */
  sweep(): void {
    const oldest = Date.now() - LIFETIME;
    this.abortWhere(({ startedAt }) => startedAt < oldest);
  }

  #end(transaction: Transaction): void {
    this.#open.delete(transaction.key);
    for (const [key, owner] of this.#claims) if (owner === transaction) this.#claims.delete(key);
    if (this.#open.size === 0) {
      this.#written.clear();
      this.#parts.store.guard = undefined;
    }
    transaction.ended();
  }

  claimRow(owner: Transaction, collection: Collection, row: number): void {
    const key = `${collection.id}:${row}`;
    const holder = this.#claims.get(key);
    if (holder && holder !== owner)
      throw writeConflict('another transaction has written the document');
    if ((this.#written.get(key) ?? 0) > owner.snapshot.sequence) {
      throw writeConflict('the document has been written since the transaction began');
    }
    this.#claims.set(key, owner);
  }

  claimKey(owner: Transaction, index: Index, key: Buffer): void {
    const name = `k${index.id}:${key.toString('latin1')}`;
    const holder = this.#claims.get(name);
    if (holder && holder !== owner)
      throw writeConflict('another transaction has written the same unique key');
    if (this.#parts.store.holder(index, key) !== undefined) {
      throw writeConflict('the same unique key has been written since the transaction began');
    }
    this.#claims.set(name, owner);
  }

  markMultikey(index: Index, bits: number): void {
    this.#parts.group.begin();
    this.#parts.catalog.setMultikey(index, bits);
  }

  beforeRow(collection: Collection, row: number): void {
    const key = `${collection.id}:${row}`;
    this.#refuseClaimed(key);
    this.#written.set(key, ++this.#sequence);
  }

  beforeKey(index: Index, key: Buffer): void {
    this.#refuseClaimed(`k${index.id}:${key.toString('latin1')}`);
  }

  #refuseClaimed(key: string): void {
    const holder = this.#claims.get(key);
    if (holder && holder !== this.#committing) throw new BlockedError(holder);
  }

  close(): void {
    this.abortWhere(() => true);
    for (const reader of this.#readers) reader.close();
  }
}
