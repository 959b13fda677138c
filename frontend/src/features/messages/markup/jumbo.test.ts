import { parseMarkup } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { isJumbo } from './jumbo.ts';

const jumbo = (text: string) => isJumbo(parseMarkup(text));

describe('emoji are drawn large', () => {
  it('when they stand alone, also in families and flags', () => {
    expect(jumbo('🎉')).toBe(true);
    expect(jumbo('👩‍🚀 🇵🇹 👍🏽')).toBe(true);
  });

  it('not beside words, digits or markup', () => {
    expect(jumbo('nice 🎉')).toBe(false);
    expect(jumbo('12')).toBe(false);
    expect(jumbo('**🎉**')).toBe(false);
    expect(jumbo('')).toBe(false);
  });

  it('not when there are too many', () => {
    expect(jumbo('🎉'.repeat(27))).toBe(true);
    expect(jumbo('🎉'.repeat(28))).toBe(false);
  });
});
