import { describe, expect, it } from 'vitest';
import { gradientOf, initialsOf } from './gradient.ts';

describe('initialsOf', () => {
  it('takes one letter for people and two words for communities', () => {
    expect(initialsOf('ana', 1)).toBe('A');
    expect(initialsOf('Tidal Commons of the North', 2)).toBe('TC');
    expect(initialsOf('harbour', 2)).toBe('H');
  });

  it('keeps what a person sees as one sign whole', () => {
    expect(initialsOf('👩‍🚀 crew', 1)).toBe('👩‍🚀');
    expect(initialsOf('華語', 2)).toBe('華');
  });

  it('never answers with nothing', () => {
    expect(initialsOf('   ', 1)).toBe('?');
  });
});

describe('gradientOf', () => {
  it('is the same for the same id and differs between neighbours', () => {
    const a = gradientOf('65f000000000000000000001');
    expect(gradientOf('65f000000000000000000001')).toBe(a);
    expect(gradientOf('65f000000000000000000002')).not.toBe(a);
  });
});
