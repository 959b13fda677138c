import type { User } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { fold, matches } from './member-search.ts';

const user: User = {
  id: 'a'.repeat(24),
  username: 'ana.b',
  displayName: 'Zoë van der Berg-Łoś',
  pronouns: '',
  bio: 'unrelated',
  customStatus: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};

describe('matches', () => {
  it.each(['an', 'ANA.B', 'zoe', 'Zoë v', 'van', 'berg', 'BERG', ''])('finds by %j', (typed) => {
    expect(matches(user, fold(typed))).toBe(true);
  });

  it.each(['na', 'erg', 'unrelated', 'ana.bc', '.*'])('does not find by %j', (typed) => {
    expect(matches(user, fold(typed))).toBe(false);
  });
});
