import { Moment } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { expiryChoices, expiryOf } from './status-expiry.ts';

const now = new Date(2026, 4, 17, 22, 15);

describe('expiryOf', () => {
  it('counts from now and ends the day at midnight', () => {
    expect(expiryOf('thirty', now)).toBe(new Date(2026, 4, 17, 22, 45).toISOString());
    expect(expiryOf('four', now)).toBe(new Date(2026, 4, 18, 2, 15).toISOString());
    expect(expiryOf('day', now)).toBe(new Date(2026, 4, 18).toISOString());
    expect(expiryOf('never', now)).toBeUndefined();
  });

  it('writes moments as the contract wants them', () => {
    const moments = expiryChoices.map((choice) => expiryOf(choice, now));
    expect(moments.filter((moment) => !Moment.optional().safeParse(moment).success)).toEqual([]);
  });
});
