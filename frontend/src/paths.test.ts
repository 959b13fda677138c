import { describe, expect, it } from 'vitest';
import { returnPath } from './paths.ts';

describe('returnPath', () => {
  it('goes back to where the person came from', () => {
    expect(returnPath('?next=%2Fchannels%2F1')).toBe('/channels/1');
  });

  it('never leaves the site and never comes back to a door', () => {
    for (const next of [
      'https://evil.test',
      '//evil.test',
      '/\\evil.test',
      '/login',
      'javascript:1',
    ]) {
      expect(returnPath(`?next=${encodeURIComponent(next)}`), next).toBe('/');
    }
  });
});
