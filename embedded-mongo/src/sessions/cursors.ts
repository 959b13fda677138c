import { randomBytes } from 'node:crypto';
import { Long } from 'bson';
import { CommandError } from '../errors.ts';

/** Cursors that nobody asked for this long are closed. */
const IDLE = 10 * 60_000;

/** Where a cursor's documents come from. */
export interface Source {
  /** Up to `count` more documents as bytes; fewer only at the end. */
  take(count: number): Buffer[];
  readonly isDone: boolean;
}

interface OpenCursor {
  readonly id: Long;
  readonly namespace: string;
  readonly source: Source;
  /** Session and transaction that it belongs to, if any. */
  readonly owner: string | undefined;
  /** The connection that used it last; the cursor ends with it. */
  connection: number;
  usedAt: number;
}

/** Results that did not fit into one batch. */
export class Cursors {
  readonly #open = new Map<string, OpenCursor>();

  get size(): number {
    return this.#open.size;
  }

  open(cursor: Omit<OpenCursor, 'id' | 'usedAt'>): Long {
    const bytes = randomBytes(8);
    const id = new Long(bytes.readInt32LE(0) | 1, bytes.readInt32LE(4) & 0x7fffffff);
    this.#open.set(id.toString(), { ...cursor, id, usedAt: Date.now() });
    return id;
  }

  get(id: Long, namespace: string, connection: number): OpenCursor {
    const cursor = this.#open.get(id.toString());
    if (!cursor) throw new CommandError('CursorNotFound', `cursor id ${id.toString()} not found`);
    if (cursor.namespace !== namespace) {
      throw new CommandError(
        'Unauthorized',
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      );
    }
    cursor.usedAt = Date.now();
    cursor.connection = connection;
    return cursor;
  }

  close(id: Long): boolean {
    return this.#open.delete(id.toString());
  }

  closeWhere(test: (cursor: OpenCursor) => boolean): void {
    for (const [key, cursor] of this.#open) if (test(cursor)) this.#open.delete(key);
  }

  sweep(): void {
    const oldest = Date.now() - IDLE;
    this.closeWhere((cursor) => cursor.usedAt < oldest && cursor.owner === undefined);
  }
}
