import { describe, expect, it } from 'vitest';
import { sliceOf } from './slice.ts';

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
