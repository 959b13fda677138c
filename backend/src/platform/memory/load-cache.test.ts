import { describe, expect, it } from 'vitest';
import { LoadCache } from './load-cache.ts';

function setUp({ max = 10, maxAgeMs = 1000 } = {}) {
  const clock = { now: 0 };
  const store = new Map<string, string>([['a', 'first']]);
  const loads: string[] = [];
  const cache = new LoadCache<string>({ max, maxAgeMs, now: () => clock.now }, (key) => {
    loads.push(key);
    return Promise.resolve(store.get(key) ?? null);
  });
  return { cache, clock, loads, store };
}

describe('LoadCache', () => {
  it('loads once for callers at the same moment and later', async () => {
    const { cache, loads } = setUp();
    await Promise.all([cache.get('a'), cache.get('a')]);
    expect(await cache.get('a')).toBe('first');
    expect(loads).toEqual(['a']);
  });

  it('does not keep what a load that began before a drop brings', async () => {
    const answers: ((value: string) => void)[] = [];
    const cache = new LoadCache<string>(
      { max: 10, maxAgeMs: 1000 },
      () => new Promise((resolve) => answers.push(resolve)),
    );
    const early = cache.get('a');
    cache.drop('a');
    const late = cache.get('a');
    answers[1]?.('new');
    answers[0]?.('old');
    expect(await early).toBe('old');
    expect(await late).toBe('new');
    expect(await cache.get('a')).toBe('new');
  });

  it('loads again after the greatest age', async () => {
    const { cache, clock, store } = setUp();
    await cache.get('a');
    store.set('a', 'second');
    clock.now = 999;
    expect(await cache.get('a')).toBe('first');
    clock.now = 1000;
    expect(await cache.get('a')).toBe('second');
  });

  it('remembers neither absence nor failure', async () => {
    const { cache, store } = setUp();
    expect(await cache.get('b')).toBeNull();
    store.set('b', 'here now');
    expect(await cache.get('b')).toBe('here now');

    let fails = true;
    const shaky = new LoadCache<string>({ max: 1, maxAgeMs: 1000 }, () =>
      fails ? Promise.reject(new Error('store is away')) : Promise.resolve('back'),
    );
    await expect(shaky.get('x')).rejects.toThrow('store is away');
    fails = false;
    expect(await shaky.get('x')).toBe('back');
  });

  it('forgets the oldest beyond its size', async () => {
    const { cache, loads, store } = setUp({ max: 2 });
    for (const key of ['a', 'b', 'c']) {
      store.set(key, key);
      await cache.get(key);
    }
    await cache.get('c');
    await cache.get('a');
    expect(loads).toEqual(['a', 'b', 'c', 'a']);
  });
});
