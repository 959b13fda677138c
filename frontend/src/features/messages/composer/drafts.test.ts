import { describe, expect, it } from 'vitest';
import { Drafts } from './drafts.ts';

/** A browser's storage as far as drafts use it; `isFull` refuses to keep more. */
function buildStorage(isFull = false): Storage {
  const methods = {
    getItem(key: string) {
      return (this as Record<string, unknown>)[key] as string;
    },
    setItem(key: string, value: string) {
      if (isFull) throw new DOMException('full', 'QuotaExceededError');
      (this as Record<string, unknown>)[key] = value;
    },
    removeItem(key: string) {
      delete (this as Record<string, unknown>)[key];
    },
  };
  return Object.create(methods) as Storage;
}

describe('a draft', () => {
  it('is kept per channel and account', () => {
    const storage = buildStorage();
    new Drafts(storage, 'iris').write('c1', 'half a thou');
    expect(new Drafts(storage, 'iris').read('c1')).toBe('half a thou');
    expect(new Drafts(storage, 'iris').read('c2')).toBe('');
    expect(new Drafts(storage, 'ben').read('c1')).toBe('');
  });

  it('vanishes when nothing but white space is left', () => {
    const drafts = new Drafts(buildStorage(), 'iris');
    drafts.write('c1', 'x');
    expect(drafts.channels()).toEqual(['c1']);
    drafts.write('c1', ' \n');
    expect(drafts.channels()).toEqual([]);
  });

  it('does not disturb the writer when storage is full', () => {
    const drafts = new Drafts(buildStorage(true), 'iris');
    drafts.write('c1', 'text');
    expect(drafts.read('c1')).toBe('');
  });
});
