import { describe, expect, it } from 'vitest';
import { windowAt } from './member-window.ts';

const rows = [
  { kind: 'head' as const },
  ...Array.from({ length: 1_000 }, () => ({ kind: 'member' as const })),
];
const total = 50 + 1_000 * 44;
const height = 880;

describe('the drawn part of a long member list', () => {
  it.each([0, 5_000, total - height])('covers the view and a little more at %d px', (top) => {
    const { from, to, above, below } = windowAt(rows, { top, height });
    const drawn = rows
      .slice(from, to)
      .reduce((sum, { kind }) => sum + (kind === 'head' ? 50 : 44), 0);
    expect(above + drawn + below).toBe(total);
    expect(above).toBeLessThanOrEqual(top);
    expect(above + drawn).toBeGreaterThanOrEqual(top + height);
    expect(to - from).toBeLessThan(40);
  });

  it('grows with the text', () => {
    const { above, below, from, to } = windowAt(rows, { top: 9_000, height, scale: 1.5 });
    const drawn = (to - from) * 66;
    expect(above + drawn + below).toBe(total * 1.5);
  });

  it('is all of a short list', () => {
    expect(windowAt(rows.slice(0, 5), { top: 0, height })).toEqual({
      from: 0,
      to: 5,
      above: 0,
      below: 0,
    });
  });
});
