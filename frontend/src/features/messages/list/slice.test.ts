import { describe, expect, it } from 'vitest';
import { buildMessage } from '../cache/build-message.ts';
import type { Row } from './rows.ts';
import { rowsFilling, sliceOf } from './slice.ts';

const rows = (count: number, first = 0) =>
  Array.from({ length: count }, (_, at) => ({ key: `row-${first + at}` }));

describe('the rows in the document', () => {
  it('are the last ones for a reader at the end', () => {
    expect(sliceOf(rows(200), { kind: 'end', size: 60 })).toEqual({ from: 140, to: 200 });
    expect(sliceOf(rows(10), { kind: 'end', size: 60 })).toEqual({ from: 0, to: 10 });
  });

  it('lie round the row the reader looks at, wherever it has moved', () => {
    const place = { kind: 'around' as const, key: 'row-100', index: 100 };
    expect(sliceOf(rows(200), place)).toEqual({ from: 55, to: 145 });
    // Fifty older ones came before it.
    expect(sliceOf(rows(250, -50), place)).toEqual({ from: 105, to: 195 });
  });

  it('stay in place when that row is deleted', () => {
    const place = { kind: 'around' as const, key: 'gone', index: 100 };
    expect(sliceOf(rows(200), place)).toEqual({ from: 55, to: 145 });
    expect(sliceOf([], place)).toEqual({ from: 0, to: 0 });
  });
});

describe('the first paint of a channel', () => {
  const row = (n: number, content = 'short'): Row => ({
    kind: 'message',
    key: String(n),
    message: buildMessage({ n, content }),
    isHead: false,
  });

  it('takes as many rows as fill the view, fewer when they are long', () => {
    const short = Array.from({ length: 200 }, (_, n) => row(n));
    const long = short.map((_, n) => row(n, 'word '.repeat(200)));
    expect(rowsFilling(short, 800)).toBe(36);
    expect(rowsFilling(long, 800)).toBe(4);
  });

  it('takes all of a short history', () => {
    expect(rowsFilling([row(1), row(2)], 800)).toBe(2);
  });
});
