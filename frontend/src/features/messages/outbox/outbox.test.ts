import { type Message, problemOf } from '@kraken/shared';
import { describe, expect, it } from 'vitest';
import { buildMessage } from '../cache/build-message.ts';
import { Outbox, type OutboxPorts, refusalOf, restored, SendRefused } from './outbox.ts';
import type { OutboxItem } from './outbox-item.ts';

type Answer = (item: OutboxItem) => Promise<Message>;

/** An outbox on a made-up world: answers are given by the test, waits end when the test says so. */
function setUp(answers: Answer[]) {
  let items: readonly OutboxItem[] = [];
  let nonces = 0;
  const sent: OutboxItem[] = [];
  const settled: string[] = [];
  const waits: number[] = [];
  let wakers: (() => void)[] = [];
  const idle: (() => void)[] = [];
  const ports: OutboxPorts = {
    send: (item) => {
      sent.push(item);
      const answer = answers.shift();
      if (!answer) throw new Error('sent more often than expected');
      return answer(item);
    },
    read: () => items,
    write: (next) => {
      items = next;
      if (next.every(({ state }) => state === 'failed')) for (const done of idle.splice(0)) done();
    },
    settle: (item) => {
      settled.push(item.content);
      ports.write(items.filter(({ nonce }) => nonce !== item.nonce));
    },
    newNonce: () => `nonce-${++nonces}`,
    markupRights: () => ({ everyone: false }),
    now: () => new Date(nonces * 1000),
    wait: (ms) => {
      waits.push(ms);
      return new Promise((resolve) => wakers.push(resolve));
    },
    wake: () => {
      for (const waker of wakers) waker();
      wakers = [];
    },
  };
  const outbox = new Outbox(ports);
  return {
    outbox,
    sent,
    settled,
    waits,
    items: () => items,
    finished: () => new Promise<void>((resolve) => idle.push(resolve)),
    waiting: async () => {
      while (wakers.length === 0) await Promise.resolve();
    },
  };
}

const accept: Answer = (item) => Promise.resolve(buildMessage({ nonce: item.nonce }));
const lineDown: Answer = () => Promise.reject(new TypeError('fetch failed'));
const forbid: Answer = () => Promise.reject(new SendRefused(problemOf('forbidden'), null));

describe('the outbox', () => {
  it('shows a message at once, parsed as the server will parse it', () => {
    const { outbox, items } = setUp([() => new Promise(() => undefined)]);
    outbox.add('c1', '**hi**');
    expect(items()).toMatchObject([
      {
        content: '**hi**',
        spans: [{ type: 'bold', children: [{ type: 'text', text: 'hi' }] }],
        state: 'sending',
      },
    ]);
  });

  it('sends the messages of a channel one after another, in order', async () => {
    const { outbox, sent, settled, finished } = setUp([accept, accept, accept]);
    const done = finished();
    for (const text of ['one', 'two', 'three']) outbox.add('c1', text);
    expect(sent).toHaveLength(1);
    await done;
    expect(settled).toEqual(['one', 'two', 'three']);
  });

  it('repeats with the same nonce when the line was down, and keeps the order', async () => {
    const { outbox, sent, settled, waits, waiting, finished } = setUp([lineDown, accept, accept]);
    outbox.add('c1', 'one');
    outbox.add('c1', 'two');
    await waiting();
    const done = finished();
    outbox.resume();
    await done;
    expect(sent.map(({ nonce }) => nonce)).toEqual(['nonce-1', 'nonce-1', 'nonce-2']);
    expect(settled).toEqual(['one', 'two']);
    expect(waits).toEqual([1000]);
  });

  it('waits as long as a limit asks', async () => {
    const problem = problemOf('rate-limited', { retryAfter: 7 });
    const { outbox, waits, waiting, finished } = setUp([
      () => Promise.reject(refusalOf(problem)!),
      accept,
    ]);
    outbox.add('c1', 'fast');
    await waiting();
    expect(waits).toEqual([7000]);
    const done = finished();
    outbox.resume();
    await done;
  });

  it('keeps a refused message with its reason and goes on with the next', async () => {
    const { outbox, items, settled, finished } = setUp([forbid, accept]);
    const done = finished();
    outbox.add('c1', 'not here');
    outbox.add('c1', 'fine');
    await done;
    expect(settled).toEqual(['fine']);
    expect(items()).toMatchObject([
      { content: 'not here', state: 'failed', problem: { code: 'forbidden' } },
    ]);
  });

  it('sends a refused message again when asked to, and forgets a discarded one', async () => {
    const { outbox, items, settled, finished } = setUp([forbid, accept]);
    const refused = finished();
    const { nonce } = outbox.add('c1', 'again');
    await refused;
    const done = finished();
    outbox.retry(nonce);
    await done;
    expect(settled).toEqual(['again']);
    outbox.discard(nonce);
    expect(items()).toEqual([]);
  });

  it('does not send a message whose event came before its answer', async () => {
    const { outbox, items, sent, waiting } = setUp([lineDown]);
    const { nonce } = outbox.add('c1', 'stored after all');
    await waiting();
    outbox.discard(nonce);
    outbox.resume();
    expect(items()).toEqual([]);
    expect(sent).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('is final only when it speaks of the message', () => {
    expect(refusalOf(problemOf('forbidden'))?.retryAfterMs).toBeNull();
    expect(refusalOf(problemOf('invalid-input'))?.retryAfterMs).toBeNull();
    expect(refusalOf(problemOf('unavailable'))).toBeNull();
    expect(refusalOf(problemOf('session-ended'))).toBeNull();
  });
});

describe('an outbox that is loaded again', () => {
  it('takes what was being sent as waiting, oldest first', () => {
    const item = { channelId: 'c', content: 'x', spans: [] };
    expect(
      restored([
        { ...item, nonce: 'b', createdAt: '2026-01-02', state: 'sending' },
        { ...item, nonce: 'a', createdAt: '2026-01-01', state: 'failed' },
      ]).map(({ nonce, state }) => [nonce, state]),
    ).toEqual([
      ['a', 'failed'],
      ['b', 'queued'],
    ]);
  });
});
