import { describe, expect, it } from 'vitest';
import { buildMessage } from '../cache/build-message.ts';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { type Row, rowsOf, type RowSource } from './rows.ts';

const me = 'e'.repeat(24);
const at = (minutes: number) => new Date(2026, 5, 1, 12, minutes).toISOString();
const message = (n: number, minutes: number, facts: { authorId?: string } = {}) =>
  buildMessage({ n, createdAt: at(minutes), ...facts });

function lay(source: Partial<RowSource>): Row[] {
  return rowsOf({
    messages: [],
    hasStart: false,
    pending: [],
    readerId: me,
    readN: null,
    ...source,
  });
}
/** A row in short: H head, m message below one, d day, - new, s start; p and P for pending. */
const short = (rows: Row[]) =>
  rows
    .map((row) => {
      if (row.kind === 'message') return row.isHead ? 'H' : 'm';
      if (row.kind === 'pending') return row.isHead ? 'P' : 'p';
      return { start: 's', day: 'd', new: '-' }[row.kind];
    })
    .join('');

describe('the rows of a message list', () => {
  it('group one author within seven minutes of the message before', () => {
    const messages = [message(1, 0), message(2, 7), message(3, 15), message(4, 16)];
    expect(short(lay({ messages }))).toBe('dHmHm');
  });

  it('begin a new group with another author', () => {
    const messages = [message(1, 0), message(2, 0, { authorId: me }), message(3, 0)];
    expect(short(lay({ messages }))).toBe('dHHH');
  });

  it('separate days by the local calendar and begin a group there', () => {
    const messages = [message(1, 0), message(2, 60 * 11 + 59), message(3, 60 * 12 + 1)];
    expect(short(lay({ messages }))).toBe('dHHdH');
  });

  it('hold the start of the channel only when it is loaded', () => {
    expect(short(lay({ messages: [message(1, 0)], hasStart: true }))).toBe('sdH');
  });

  it('put the new divider before the first unread message of somebody else', () => {
    const messages = [message(1, 0), message(2, 1, { authorId: me }), message(3, 2), message(4, 3)];
    expect(short(lay({ messages, readN: 1 }))).toBe('dHH-Hm');
    expect(short(lay({ messages, readN: 4 }))).toBe('dHHHm');
  });

  it('keep the day above the new divider', () => {
    expect(short(lay({ messages: [message(1, 0)], readN: 0 }))).toBe('d-H');
  });

  it('end with own messages on their way, which keep their key when they are stored', () => {
    const item: OutboxItem = {
      nonce: 'nonce-12',
      channelId: 'c',
      content: 'x',
      spans: [],
      createdAt: at(3),
      state: 'sending',
    };
    const before = lay({ messages: [message(1, 0)], pending: [item] });
    expect(short(before)).toBe('dHP');
    const stored = buildMessage({ n: 2, authorId: me, nonce: 'nonce-12', createdAt: at(3) });
    const after = lay({ messages: [message(1, 0), stored] });
    expect(after.at(-1)!.key).toBe(before.at(-1)!.key);
  });
});
