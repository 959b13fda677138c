import type { Problem, Span } from '@kraken/shared';

export const outboxKeys = { all: ['outbox'] as const };

/** An own message on its way: painted at once, gone when the stored one has come. */
export interface OutboxItem {
  readonly nonce: string;
  readonly channelId: string;
  readonly content: string;
  readonly spans: readonly Span[];
  /** ISO moment of the send, by the device's clock: only shown, it orders nothing. */
  readonly createdAt: string;
  readonly state: 'queued' | 'sending' | 'failed';
  /** Why it failed, when it did. */
  readonly problem?: Problem;
}
