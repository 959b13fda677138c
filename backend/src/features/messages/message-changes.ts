import type { ServerPayloads, Span } from '@kraken/shared';
import type { FailPoints } from '../../platform/fail-points.ts';
import type { MessagesRepository, StoredMessage } from './messages.repository.ts';

type MessageEvent =
  'message.created' | 'message.updated' | 'message.deleted' | 'reaction.added' | 'reaction.removed';

/** A fact about a message, with the event that tells it. */
export type MessageFact = {
  [E in MessageEvent]: { event: E; payload: ServerPayloads[E] };
}[MessageEvent];

/** A message to be created. */
export interface Draft {
  authorId: string;
  nonce: string;
  content: string;
  spans: Span[];
}

/** A change of a message that is there. */
export interface Alteration {
  messageId: string;
  /**
   * The next state, still under the old number; the very same object when there is nothing to change. May be asked
   * again with a newer state. Never sees a tombstone.
   * @throws {Refusal} when this may not be done
   */
  apply(message: StoredMessage): StoredMessage;
  /** What is told of it, given the state after it. */
  fact(after: StoredMessage): MessageFact;
}

/** What a channel's writer works with. */
export interface WriterPorts {
  messages: MessagesRepository;
  failPoints: FailPoints;
  /** Tells a committed fact; called in the order of the numbers. */
  tell(fact: MessageFact): void;
  /** Learns how far the channel's changes are stored. */
  learn(seq: number): void;
  /** Tells readers of many channels of the newest message; resolves when it may be acknowledged. */
  raise(n: number): Promise<void>;
}

/** Work that somebody waits for. */
export interface Waiting<Work, Result> {
  work: Work;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

/** Tries against other backends that write in the same channel before the person is asked to try again. */
export const WRITE_TRIES = 50;
