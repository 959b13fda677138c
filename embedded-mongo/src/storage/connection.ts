import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';

/** Pages are 4 KB. The cache is small because the operating system's own cache holds the file too. */
const CACHE_KILOBYTES = 4096;
const READER_CACHE_KILOBYTES = 512;

/** Statements beyond this number are forgotten, the oldest first. */
const MAX_STATEMENTS = 512;

/** One connection to the file, with its prepared statements. */
export class Connection {
  readonly db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, role: 'writer' | 'reader') {
    this.db = new DatabaseSync(file, { timeout: 5000 });
    // FULL: in WAL mode every commit is synchronised to disk before it is answered.
    this.db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;
       PRAGMA cache_size = -${role === 'writer' ? CACHE_KILOBYTES : READER_CACHE_KILOBYTES}; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 67108864`,
    );
  }

  /** A prepared statement whose rows are arrays. */
  prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.db.prepare(sql);
    statement.setReturnArrays(true);
    if (this.#statements.size >= MAX_STATEMENTS) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Rows of a query, as arrays. */
  all<Row extends unknown[]>(
    sql: string,
    ...values: (string | number | Uint8Array | null)[]
  ): Row[] {
    return this.prepare(sql).all(...values) as unknown as Row[];
  }

  run(sql: string, ...values: (string | number | Uint8Array | null)[]): number {
    return this.prepare(sql).run(...values).changes as number;
  }

  close(): void {
    this.#statements.clear();
    this.db.close();
  }
}

/** SQLite hands out plain byte arrays; this is the same memory as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
