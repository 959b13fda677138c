import { isDuplicate } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { HeadMemory } from './head-memory.ts';
import type { Alteration, MessageFact, Waiting, WriterPorts } from './message-changes.ts';
import { WRITE_TRIES } from './message-changes.ts';
import type { StoredMessage } from './messages.repository.ts';

export type WaitingAlteration = Waiting<Alteration, StoredMessage>;

/** Several changes of one message as one: the last state, the numbers they took, and what follows once it is stored. */
interface Folded {
  after: StoredMessage;
  slots: number[];
  facts: MessageFact[];
  settle: (() => void)[];
}

/**
 * Changes messages, one after the other. Each message is written once with everything that was asked of it, and only
 * if nobody has changed it since it was read; every single change takes a number of its own.
 */
export class AlterationBatch {
  constructor(
    private readonly channelId: string,
    private readonly head: HeadMemory,
    private readonly ports: WriterPorts,
  ) {}

  async store(waiting: readonly WaitingAlteration[]): Promise<void> {
    const byMessage = Map.groupBy(waiting, ({ work }) => work.messageId);
    const found = await this.ports.messages.listByIds(this.channelId, [...byMessage.keys()]);
    const messages = new Map(found.map((message) => [message.id, message]));
    for (const [id, group] of byMessage) await this.change(messages.get(id) ?? null, group);
  }

  private async change(
    known: StoredMessage | null,
    group: readonly WaitingAlteration[],
  ): Promise<void> {
    let message = known;
    for (let tries = 0; tries < WRITE_TRIES; tries++) {
      if (message === null) return refuse(group, new Refusal('not-found'));
      const head = await this.head.get();
      // A message newer than the memory of the channel proves that memory old. The index would not: it does not mind
      // that one message takes a number twice.
      if (message.seq <= head.seq) {
        const folded = fold(message, head.seq, group);
        if (folded.slots.length === 0) return this.conclude(folded);
        if (await this.isStored(message, folded)) {
          this.head.prove({ ...head, seq: folded.after.seq });
          return this.conclude(folded);
        }
      }
      this.head.forget();
      message = await this.ports.messages.find(this.channelId, message.id);
    }
    refuse(group, new Refusal('unavailable', { retryAfter: 1 }));
  }

  /** False when another backend was faster, with this message or with the numbers. */
  private async isStored(before: StoredMessage, { after, slots }: Folded): Promise<boolean> {
    this.ports.failPoints.reach('before-commit');
    try {
      const isStored = await this.ports.messages.change(before.seq, after, slots);
      if (isStored) this.ports.failPoints.reach('after-commit');
      return isStored;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  private conclude({ after, slots, facts, settle }: Folded): void {
    if (slots.length > 0) {
      this.ports.learn(after.seq);
      this.ports.failPoints.reach('before-broadcast');
      for (const fact of facts) this.ports.tell(fact);
    }
    for (const answer of settle) answer();
  }
}

function fold(message: StoredMessage, seq: number, group: readonly WaitingAlteration[]): Folded {
  const folded: Folded = { after: message, slots: [], facts: [], settle: [] };
  for (const { work, resolve, reject } of group) {
    try {
      if (folded.after.deleted) throw new Refusal('not-found');
      const next = work.apply(folded.after);
      if (next !== folded.after) {
        folded.slots.push(seq + folded.slots.length + 1);
        folded.after = { ...next, seq: seq + folded.slots.length };
        folded.facts.push(work.fact(folded.after));
      }
      const { after } = folded;
      folded.settle.push(() => resolve(after));
    } catch (error) {
      folded.settle.push(() => reject(error));
    }
  }
  return folded;
}

function refuse(group: readonly WaitingAlteration[], refusal: Refusal): void {
  for (const { reject } of group) reject(refusal);
}
