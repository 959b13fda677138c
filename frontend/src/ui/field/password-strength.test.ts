import { describe, expect, it } from 'vitest';
import { passwordStrength } from './password-strength.ts';

describe('passwordStrength', () => {
  it('says nothing of an empty field', () => {
    expect(passwordStrength('')).toEqual({ bars: 0, level: 'empty' });
  });

  it('calls the classics weak, whatever decorates them', () => {
    for (const password of ['password1', 'Qwerty123', '12345678', 'aaaaaaaaaaaa', 'admin123!']) {
      expect(passwordStrength(password).level, password).toBe('weak');
    }
  });

  it('rewards length more than strangeness', () => {
    const phrase = passwordStrength('tide harbour lantern');
    const strange = passwordStrength('X7$k');
    expect(phrase.bars).toBe(4);
    expect(strange.bars).toBeLessThan(phrase.bars);
  });

  it('does not count the words it is told to leave out', () => {
    const plain = passwordStrength('irisvandenberg-82');
    const known = passwordStrength('irisvandenberg-82', ['irisvandenberg']);
    expect(known.bars).toBeLessThan(plain.bars);
  });

  it('never falls when something unpredictable is added', () => {
    let last = 0;
    for (const password of [
      'w',
      'wq7',
      'wq7fZm',
      'wq7fZmPx2',
      'wq7fZmPx2LdRt',
      'wq7fZmPx2LdRtBn4',
    ]) {
      const { bars } = passwordStrength(password);
      expect(bars).toBeGreaterThanOrEqual(last);
      last = bars;
    }
  });
});
