import { describe, expect, it, vi } from 'vitest';
import { Gathering } from './gathering.ts';

/** Whether the promise is settled once everything that is due now has run. */
async function isDue(promise: Promise<void>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  return done;
}

describe('Gathering', () => {
  it('lets work go at once when it is quiet', async () => {
    const gathering = new Gathering();
    expect(await isDue(gathering.until(1))).toBe(true);
    gathering.went(1, 0);
    expect(await isDue(gathering.until(1))).toBe(true);
  });

  it('waits for as many as were under way, and no longer than they take', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    const gathering = new Gathering();
    gathering.went(2, 1);
    const wait = gathering.until(1);
    expect(await isDue(wait)).toBe(false);
    gathering.came(2);
    expect(await isDue(wait)).toBe(false);
    gathering.came(3);
    expect(await isDue(wait)).toBe(true);
    vi.useRealTimers();
  });

  it('waits two milliseconds at most', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    const gathering = new Gathering();
    gathering.went(4, 0);
    const wait = gathering.until(1);
    expect(await isDue(wait)).toBe(false);
    vi.advanceTimersByTime(2);
    expect(await isDue(wait)).toBe(true);
    vi.useRealTimers();
  });

  it('expects nobody after a pause', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
    const gathering = new Gathering();
    gathering.went(4, 0);
    vi.advanceTimersByTime(20);
    expect(await isDue(gathering.until(1))).toBe(true);
    vi.useRealTimers();
  });
});
