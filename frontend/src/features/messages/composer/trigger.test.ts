import { describe, expect, it } from 'vitest';
import { triggerAt } from './trigger.ts';

const at = (text: string) => triggerAt(text, text.length);

describe('a completion', () => {
  it('begins with a mark at the start of a word', () => {
    expect(at('hello @an')).toEqual({ mark: '@', query: 'an', from: 6, to: 9 });
    expect(at('#')).toEqual({ mark: '#', query: '', from: 0, to: 1 });
    expect(at('so :tad')).toMatchObject({ mark: ':', query: 'tad' });
  });

  it('does not begin inside a word or an address', () => {
    expect(at('ana@example')).toBeNull();
    expect(at('https://x.y/#part')).toBeNull();
    expect(at('12:30')).toBeNull();
  });

  it('wants two letters after a colon', () => {
    expect(at(':D')).toBeNull();
    expect(at(':da')).not.toBeNull();
  });

  it('does not begin in code', () => {
    expect(at('`a @an')).toBeNull();
    expect(at('```\n@an')).toBeNull();
  });
});
