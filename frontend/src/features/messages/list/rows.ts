import type { Message } from '@kraken/shared';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { DayFinder } from './day.ts';

/** What one row of a message list shows. */
export type Row =
  | { readonly kind: 'start'; readonly key: string }
  | { readonly kind: 'day'; readonly key: string; readonly day: number }
  | { readonly kind: 'new'; readonly key: string }
  | {
      readonly kind: 'message';
      readonly key: string;
      readonly message: Message;
      /** Carries the author's picture and name; the rows below it belong to it. */
      readonly isHead: boolean;
    }
  | {
      readonly kind: 'pending';
      readonly key: string;
      readonly item: OutboxItem;
      readonly isHead: boolean;
    };

export interface RowSource {
  readonly messages: readonly Message[];
  /** The beginning of the channel is loaded. */
  readonly hasStart: boolean;
  /** Own messages on their way; they stand after the newest. */
  readonly pending: readonly OutboxItem[];
  readonly readerId: string;
  /** The last number read when the reader came; null for no divider. */
  readonly readN: number | null;
}

/** The one divider of a list. */
export const DIVIDER_KEY = 'new';

/** Messages of one author closer together than this share one head. */
const GROUP_MS = 7 * 60_000;

/** Lays messages, days and the "new" divider out as rows, oldest first. */
export function rowsOf(source: RowSource): Row[] {
  const rows: Row[] = source.hasStart ? [{ kind: 'start', key: 'start' }] : [];
  const layout = new Layout(rows, source);
  for (const message of source.messages) layout.message(message);
  for (const item of source.pending) layout.pending(item);
  return rows;
}

class Layout {
  readonly #rows: Row[];
  readonly #source: RowSource;
  readonly #days = new DayFinder();
  #day = -1;
  #author = '';
  #at = -Infinity;
  #isDivided = false;

  constructor(rows: Row[], source: RowSource) {
    this.#rows = rows;
    this.#source = source;
  }

  message(message: Message): void {
    this.#divide(message);
    const isHead = this.#place(message.authorId, Date.parse(message.createdAt));
    this.#rows.push({ kind: 'message', key: message.nonce ?? message.id, message, isHead });
  }

  pending(item: OutboxItem): void {
    const isHead = this.#place(this.#source.readerId, Date.parse(item.createdAt));
    this.#rows.push({ kind: 'pending', key: item.nonce, item, isHead });
  }

  /** Puts the "new" line before the first message after the last one read; own ones are never new. */
  #divide(message: Message): void {
    const { readN, readerId } = this.#source;
    if (this.#isDivided || readN === null || message.n <= readN || message.authorId === readerId)
      return;
    this.#isDivided = true;
    this.#author = '';
    this.#newDay(Date.parse(message.createdAt));
    this.#rows.push({ kind: 'new', key: DIVIDER_KEY });
  }

  #place(author: string, at: number): boolean {
    const isNewDay = this.#newDay(at);
    const isHead = isNewDay || author !== this.#author || at - this.#at > GROUP_MS;
    this.#author = author;
    this.#at = at;
    return isHead;
  }

  #newDay(at: number): boolean {
    const day = this.#days.startOf(at);
    if (day === this.#day) return false;
    this.#day = day;
    this.#rows.push({ kind: 'day', key: `day-${day}`, day });
    return true;
  }
}
