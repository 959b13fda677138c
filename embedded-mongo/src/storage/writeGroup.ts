import type { Connection } from './connection.ts';

/** Milliseconds, about what one synchronisation of the disk costs: waiting longer could only lose. */
const MAX_WAIT = 0.25;

/**
 * Group commit: the writes of one turn of the event loop share one transaction, hence one synchronisation of the disk.
 * Answers given meanwhile wait for it, those of reads too, so that nobody sees what could still be lost.
 */
export class WriteGroup {
  readonly #connection: Connection;
  readonly #onFailure: () => void;
  #waiting: ((error: Error | undefined) => void)[] = [];
  #openedAt = 0;
  #seen = 0;
  /** Answers per commit lately: whether waiting for company pays. */
  #usual = 1;
  isOpen = false;

  constructor(connection: Connection, onFailure: () => void) {
    this.#connection = connection;
    this.#onFailure = onFailure;
  }

  /** Joins the transaction, opening it for the first write of the turn. */
  begin(): void {
    if (this.isOpen) return;
    this.#connection.prepare('BEGIN IMMEDIATE').run();
    this.isOpen = true;
    this.#openedAt = performance.now();
    this.#seen = 0;
    setImmediate(() => this.#turn());
  }

  /** At the end of a turn: commits, unless others usually write at the same time and still come. */
  #turn(): void {
    if (!this.isOpen) return;
    const hasGrown = this.#waiting.length > this.#seen;
    this.#seen = this.#waiting.length;
    const waited = performance.now() - this.#openedAt;
    const isWorthWaiting = this.#usual > 1.5 && (hasGrown || this.#seen < this.#usual);
    if (isWorthWaiting && waited < MAX_WAIT) setImmediate(() => this.#turn());
    else this.commit();
  }

  /** Calls back when everything written so far is on disk, or with the reason why it is not. */
  whenDurable(callback: (error: Error | undefined) => void): void {
    if (this.isOpen) this.#waiting.push(callback);
    else callback(undefined);
  }

  commit(): void {
    if (!this.isOpen) return;
    try {
      this.#connection.prepare('COMMIT').run();
    } catch (error) {
      this.abandon(error as Error);
      return;
    }
    this.#finish(undefined);
  }

  /** Takes back everything of this turn, when the store failed in the middle of it: nobody can tell what is whole. */
  abandon(failure: Error): void {
    if (!this.isOpen) return;
    // A full disk makes SQLite roll back by itself.
    if (this.#connection.db.isTransaction) this.#connection.prepare('ROLLBACK').run();
    this.isOpen = false;
    this.#onFailure();
    this.#finish(failure);
  }

  #finish(failure: Error | undefined): void {
    this.isOpen = false;
    const waiting = this.#waiting;
    this.#waiting = [];
    this.#usual = this.#usual * 0.8 + waiting.length * 0.2;
    for (const callback of waiting) callback(failure);
  }
}
