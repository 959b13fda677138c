import type { Document } from '../bson/types.ts';
import { decode } from '../bson/decode.ts';
import { serialize } from 'bson';
import { CommandError } from '../errors.ts';
import type { Connection } from '../storage/connection.ts';
import { asBuffer } from '../storage/connection.ts';

/** Sessions end after 30 minutes without use, and with them what a retry could ask for. */
const LIFETIME = 30 * 60_000;

/** Sessions whose last number is kept in memory. The others are looked up. */
const REMEMBERED = 2000;

/**
 * The last retryable write of each session with its answer, in the same transaction as the write itself: a repeat gets
 * the answer of the first time, after a restart too.
 */
export class RetryRecords {
  readonly #connection: Connection;
  readonly #last = new Map<string, number>();

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.db.exec(
      'CREATE TABLE IF NOT EXISTS retries (session BLOB PRIMARY KEY, number INTEGER NOT NULL, reply BLOB NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID',
    );
  }

  /** The stored answer for a repeat, undefined for a new write. */
  find(session: Buffer, number: number): Document | undefined {
    const key = session.toString('latin1');
    const known = this.#last.get(key);
    if (known !== undefined && known < number) return undefined;
    const row = this.#connection
      .prepare('SELECT number, reply FROM retries WHERE session = ?')
      .get(session) as unknown as [number, Uint8Array] | undefined;
    if (!row || row[0] < number) return undefined;
    if (row[0] > number) {
      throw new CommandError(
        'TransactionTooOld',
        `Retryable write with txnNumber ${number} is prohibited on session because a newer retryable write with txnNumber ${row[0]} has already started on this session.`,
      );
    }
    return decode(asBuffer(row[1]));
  }

  /** Remembers an answer; to be called within the write's own transaction. */
  store(session: Buffer, number: number, reply: Document): void {
    this.#connection
      .prepare(
        'INSERT INTO retries (session, number, reply, at) VALUES (?, ?, ?, ?) ON CONFLICT (session) DO UPDATE SET number = excluded.number, reply = excluded.reply, at = excluded.at',
      )
      .run(session, number, serialize(reply), Date.now());
    const key = session.toString('latin1');
    this.#last.delete(key);
    this.#last.set(key, number);
    if (this.#last.size > REMEMBERED) {
      const [oldest] = this.#last.keys();
      if (oldest !== undefined) this.#last.delete(oldest);
    }
  }

  /** Forgets what is only in memory, after a commit failed. */
  forget(): void {
    this.#last.clear();
  }

  /** Deletes the records of sessions that have ended. */
  sweep(): void {
    this.#connection.run('DELETE FROM retries WHERE at < ?', Date.now() - LIFETIME);
  }
}
