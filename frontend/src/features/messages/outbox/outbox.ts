import type { MarkupRights, Message, Problem } from '@kraken/shared';
import { parseMarkup } from '@kraken/shared';
import type { OutboxItem } from './outbox-item.ts';

/** What the outbox needs from the world around it. */
export interface OutboxPorts {
  /** Sends once; rejects with a `SendRefused` or with anything else for a line that is down. */
  send(item: OutboxItem): Promise<Message>;
  read(): readonly OutboxItem[];
  write(items: readonly OutboxItem[]): void;
  /** The stored message has come: show it in place of the item, in one go. */
  settle(item: OutboxItem, message: Message): void;
  newNonce(): string;
  /** What the author may do by markup there, as the server will decide. */
  markupRights(channelId: string): MarkupRights;
  now(): Date;
  /** Resolves after so many milliseconds, or sooner when `wake` is called. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

/** A refusal by the server; `retryAfterMs` when the same may succeed later. */
export class SendRefused extends Error {
  readonly problem: Problem;
  readonly retryAfterMs: number | null;

  constructor(problem: Problem, retryAfterMs: number | null) {
    super(problem.title);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Own messages on their way: in order per channel, each with the nonce it was born with, so that
 * however often it is sent it is stored once. A refused one waits for its author; the others go on.
 */
export class Outbox {
  readonly #ports: OutboxPorts;
  readonly #busy = new Set<string>();
  #isClosed = false;

  constructor(ports: OutboxPorts) {
    this.#ports = ports;
  }

  /** Puts a message on its way; it is in the cache, painted as it will look, when this returns. */
  add(channelId: string, content: string): OutboxItem {
    const item: OutboxItem = {
      nonce: this.#ports.newNonce(),
      channelId,
      content,
      spans: parseMarkup(content, this.#ports.markupRights(channelId)),
      createdAt: this.#ports.now().toISOString(),
      state: 'queued',
    };
    this.#ports.write([...this.#ports.read(), item]);
    void this.#work(channelId);
    return item;
  }

  retry(nonce: string): void {
    const item = this.#ports.read().find((known) => known.nonce === nonce);
    if (item?.state !== 'failed') return;
    this.#update(nonce, 'queued');
    void this.#work(item.channelId);
  }

  discard(nonce: string): void {
    this.#ports.write(this.#ports.read().filter((item) => item.nonce !== nonce));
  }

  /** The line is back, or the page has just loaded its outbox: send what waits. */
  resume(): void {
    this.#ports.wake();
    for (const channelId of new Set(this.#ports.read().map((item) => item.channelId))) {
      void this.#work(channelId);
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#ports.wake();
  }

  async #work(channelId: string): Promise<void> {
    if (this.#busy.has(channelId)) return;
    this.#busy.add(channelId);
    try {
      let failures = 0;
      for (
        let item = this.#next(channelId);
        item && !this.#isClosed;
        item = this.#next(channelId)
      ) {
        const waitMs = await this.#attempt(item, failures);
        failures = waitMs === null ? 0 : failures + 1;
        if (waitMs !== null) await this.#ports.wait(waitMs);
      }
    } finally {
      this.#busy.delete(channelId);
    }
  }

  #next(channelId: string): OutboxItem | undefined {
    return this.#ports
      .read()
      .find((item) => item.channelId === channelId && item.state !== 'failed');
  }

  /** One try. Returns how long to wait before the next, null when there is nothing to wait for. */
  async #attempt(item: OutboxItem, failures: number): Promise<number | null> {
    this.#update(item.nonce, 'sending');
    try {
      this.#ports.settle(item, await this.#ports.send(item));
      return null;
    } catch (error) {
      if (error instanceof SendRefused && error.retryAfterMs === null) {
        this.#update(item.nonce, 'failed', error.problem);
        return null;
      }
      this.#update(item.nonce, 'queued');
      if (error instanceof SendRefused) return error.retryAfterMs;
      return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    }
  }

  #update(nonce: string, state: OutboxItem['state'], problem?: Problem): void {
    const items = this.#ports.read();
    const at = items.findIndex((item) => item.nonce === nonce);
    if (at < 0) return;
    const { problem: _old, ...item } = items[at]!;
    this.#ports.write(items.with(at, problem ? { ...item, state, problem } : { ...item, state }));
  }
}

/** Refusals that say nothing about the message itself: the same may be accepted later. */
export function refusalOf(problem: Problem): SendRefused | null {
  if (problem.status === 429) {
    return new SendRefused(problem, (problem.retryAfter ?? 1) * 1000);
  }
  // An ended session or a server in trouble: keep the message and try again.
  if (problem.status === 401 || problem.status >= 500) return null;
  return new SendRefused(problem, null);
}

/** A message that stayed behind a page that closed is as it was when it was written: waiting. */
export function restored(items: readonly OutboxItem[]): OutboxItem[] {
  return items
    .map((item) => (item.state === 'sending' ? { ...item, state: 'queued' as const } : item))
    .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}
