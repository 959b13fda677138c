import type { Message } from '@kraken/shared';

/** A message for tests: everything that a test does not speak of is plain. */
export function buildMessage(facts: Partial<Message> = {}): Message {
  const n = facts.n ?? 1;
  return {
    id: n.toString(16).padStart(24, '0'),
    channelId: 'c'.repeat(24),
    authorId: 'a'.repeat(24),
    n,
    seq: n,
    content: `message ${n}`,
    spans: [{ type: 'text', text: `message ${n}` }],
    attachments: [],
    reactions: [],
    pinned: false,
    createdAt: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
    ...facts,
  };
}
