import { describe, expect, it } from 'vitest';
import { waitBeforeTry } from './backoff.ts';

describe('the wait before another try', () => {
  it('lies anywhere below a bound that doubles', () => {
    expect(waitBeforeTry(0, () => 0)).toBe(0);
    expect(waitBeforeTry(0, () => 0.999)).toBeLessThan(1_000);
    expect(waitBeforeTry(3, () => 0.5)).toBe(4_000);
  });

  it('never grows beyond twenty seconds', () => {
    expect(waitBeforeTry(1_000, () => 1)).toBe(20_000);
  });
});
