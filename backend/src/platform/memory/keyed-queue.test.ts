import { describe, expect, it } from 'vitest';
import { KeyedQueue } from './keyed-queue.ts';

describe('KeyedQueue', () => {
  it('runs work of one key in the order of asking, one at a time', async () => {
    const queue = new KeyedQueue();
    const events: string[] = [];
    const work = (name: string, ticks: number) => async () => {
      events.push(`${name} begins`);
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      events.push(`${name} ends`);
      return name;
    };
    const results = await Promise.all([
      queue.run('k', work('a', 20)),
      queue.run('k', work('b', 1)),
    ]);
    expect(results).toEqual(['a', 'b']);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('goes on after work that failed, and tells only its own caller', async () => {
    const queue = new KeyedQueue();
    const failed = queue.run('k', () => Promise.reject(new Error('no')));
    const next = queue.run('k', () => Promise.resolve('yes'));
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('lets different keys run side by side', async () => {
    const queue = new KeyedQueue();
    let release = () => {};
    const blocked = queue.run('a', () => new Promise<void>((resolve) => (release = resolve)));
    expect(await queue.run('b', () => Promise.resolve('free'))).toBe('free');
    release();
    await blocked;
  });
});
