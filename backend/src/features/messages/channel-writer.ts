import type { Message } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import { AlterationBatch, type WaitingAlteration } from './alteration-batch.ts';
import { hasBegunWith } from './first-content.ts';
import { Gathering } from './gathering.ts';
import { HeadMemory } from './head-memory.ts';
import type { Alteration, Draft, Waiting, WriterPorts } from './message-changes.ts';
import { WRITE_TRIES } from './message-changes.ts';
import { toMessage } from './messages.mapper.ts';
import type { Head, NumberedMessage, StoredMessage } from './messages.repository.ts';

type WaitingDraft = Waiting<Draft, Message>;

/** Most writes that go to the store together. */
const BATCH = 64;

/**
 * The one writer of a channel on this backend. Every change takes the channel's next number by being stored: the unique
 * indexes refuse a number that another backend has taken, and then the newest ones are read again. Whatever arrives
 * while a batch is on its way to the store goes together in the next one; when it is quiet, it goes at once.
 *
 * Numbers have no gaps: a batch is stored in order up to its first failure, that one falls out, and the rest is
 * numbered again from there.
 */
export class ChannelWriter {
  private readonly drafts: WaitingDraft[] = [];
  private readonly alterations: WaitingAlteration[] = [];
  private readonly head: HeadMemory;
  private readonly altering: AlterationBatch;
  private readonly gathering = new Gathering();
  private isRunning = false;

  constructor(
    readonly channelId: string,
    private readonly ports: WriterPorts,
  ) {
    this.head = new HeadMemory(() => ports.messages.readHead(channelId));
    this.altering = new AlterationBatch(channelId, this.head, ports);
  }

  get isIdle(): boolean {
    return !this.isRunning;
  }

  /**
   * Stores a message once: a nonce that the author used before answers with the message it made.
   * @throws {Refusal} `nonce-reused` when that was another message, `not-found` when it has been deleted
   */
  create(draft: Draft): Promise<Message> {
    return new Promise((resolve, reject) => {
      this.drafts.push({ work: draft, resolve, reject });
      this.came();
    });
  }

  /**
   * Changes a message and answers its state after that very change.
   * @throws {Refusal} `not-found` for what is not in this channel or deleted, and what the change itself refuses
   */
  alter(alteration: Alteration): Promise<StoredMessage> {
    return new Promise((resolve, reject) => {
      this.alterations.push({ work: alteration, resolve, reject });
      this.came();
    });
  }

  private get waiting(): number {
    return this.drafts.length + this.alterations.length;
  }

  private came(): void {
    this.gathering.came(this.waiting);
    if (this.isRunning) return;
    this.isRunning = true;
    void this.run();
  }

  private async run(): Promise<void> {
    while (this.waiting > 0) {
      await this.gathering.until(this.waiting);
      const drafts = this.drafts.splice(0, BATCH);
      const alterations = this.alterations.splice(0, BATCH);
      await this.settle(drafts, () => this.store(drafts));
      await this.settle(alterations, () => this.altering.store(alterations));
      this.gathering.went(drafts.length + alterations.length, this.waiting);
    }
    this.isRunning = false;
  }

  /** What fails as a whole fails for everyone who still waits: settling a promise once more does nothing. */
  private async settle(
    waiting: readonly { reject: (error: unknown) => void }[],
    work: () => Promise<void>,
  ): Promise<void> {
    if (waiting.length === 0) return;
    try {
      await work();
    } catch (error) {
      this.head.forget();
      for (const { reject } of waiting) reject(error);
    }
  }

  private async store(drafts: readonly WaitingDraft[]): Promise<void> {
    const waiting = [...drafts];
    for (let tries = 0; waiting.length > 0; tries++) {
      // A draft that falls out costs a try of its own.
      if (tries === WRITE_TRIES + drafts.length)
        throw new Refusal('unavailable', { retryAfter: 1 });
      const numbered = this.numbered(waiting, await this.head.get());
      this.ports.failPoints.reach('before-commit');
      const { stored, failure } = await this.ports.messages.insertInOrder(this.channelId, numbered);
      this.ports.failPoints.reach('after-commit');
      this.created(waiting.splice(0, stored), numbered);
      if (failure === 'taken') this.head.forget();
      if (failure === 'repeated') await this.answerRepeat(waiting.shift());
      // The collection's schema refuses what the contract let through: a fault of ours, and of this one alone.
      if (failure === 'refused') waiting.shift()?.reject(new Error('the store refused a message'));
    }
  }

  private numbered(drafts: readonly WaitingDraft[], head: Head): NumberedMessage[] {
    const createdAt = new Date();
    let { n, seq, lastId } = head;
    return drafts.map(({ work }) => {
      lastId = this.ports.messages.idAfter(lastId);
      return { ...work, id: lastId, n: ++n, seq: ++seq, createdAt };
    });
  }

  /** Tells what has been stored, in order. The senders are answered when readers of many channels can see it, too. */
  private created(drafts: readonly WaitingDraft[], numbered: readonly NumberedMessage[]): void {
    const last = numbered[drafts.length - 1];
    if (!last) return;
    this.head.prove({ n: last.n, seq: last.seq, lastId: last.id });
    this.ports.learn(last.seq);
    this.ports.failPoints.reach('before-broadcast');
    const answers = drafts.map(({ resolve, reject }, index) => {
      const payload = createdMessage(this.channelId, numbered[index] as NumberedMessage);
      this.ports.tell({ event: 'message.created', payload });
      return { resolve: () => resolve(payload), reject };
    });
    this.ports.raise(last.n).then(
      () => answers.forEach(({ resolve }) => resolve()),
      (error: unknown) => answers.forEach(({ reject }) => reject(error)),
    );
  }

  private async answerRepeat(repeat: WaitingDraft | undefined): Promise<void> {
    if (!repeat) return;
    const { authorId, nonce, content } = repeat.work;
    const first = await this.ports.messages.findByNonce(authorId, nonce);
    if (first === null || first.deleted) return repeat.reject(new Refusal('not-found'));
    if (first.channelId !== this.channelId || !hasBegunWith(first, content)) {
      return repeat.reject(new Refusal('nonce-reused'));
    }
    // The backend that stored it may have died before it raised the head.
    await this.ports.raise(first.n);
    repeat.resolve({ ...toMessage(first, authorId), nonce });
  }
}

/**
 * The message as its creation tells it, to everyone and to its sender. The nonce goes along: the sender's other path is
 * this very event, and to others it is a random word that only works together with its author's session.
 */
function createdMessage(channelId: string, message: NumberedMessage): Message {
  const { id, authorId, n, seq, nonce, content, spans, createdAt } = message;
  return {
    id,
    channelId,
    authorId,
    n,
    seq,
    nonce,
    content,
    spans,
    attachments: [],
    reactions: [],
    pinned: false,
    createdAt: createdAt.toISOString(),
  };
}
