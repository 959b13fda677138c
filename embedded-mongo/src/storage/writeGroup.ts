import type { Connection } from './connection.ts';

/**
 * Group commit: the writes of one turn of the event loop share one transaction, hence one synchronisation of the disk.
 * Answers given meanwhile wait for it, those of reads too, so that nobody sees what could still be lost.
 */
export class WriteGroup {
  readonly #connection: Connection;
  readonly #onFailure: () => void;
  #waiting: ((error: Error | undefined) => void)[] = [];
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
    setImmediate(() => this.commit());
  }

  /** Calls back when everything written so far is on disk, or with the reason why it is not. */
  whenDurable(callback: (error: Error | undefined) => void): void {
    if (this.isOpen) this.#waiting.push(callback);
    else callback(undefined);
  }

  commit(): void {
    if (!this.isOpen) return;
    let failure: Error | undefined;
    try {
      this.#connection.prepare('COMMIT').run();
    } catch (error) {
      failure = error as Error;
      if (this.#connection.db.isTransaction) this.#connection.prepare('ROLLBACK').run();
    }
    this.isOpen = false;
    if (failure) this.#onFailure();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const callback of waiting) callback(failure);
  }
}
