import type { Span } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import { digestOf } from './first-content.ts';
import type { Alteration } from './message-changes.ts';
import { toEdit, toTombstone } from './messages.mapper.ts';

/** A new text by the author; the same text again changes nothing. */
export function edit(
  { userId, messageId }: { userId: string; messageId: string },
  { content, spans }: { content: string; spans: Span[] },
): Alteration {
  return {
    messageId,
    apply(message) {
      if (message.authorId !== userId) throw new Refusal('forbidden');
      if (message.content === content) return message;
      const digest = message.digest ?? digestOf(message.content);
      return { ...message, content, spans, digest, editedAt: new Date() };
    },
    fact: (after) => ({ event: 'message.updated', payload: toEdit(after) }),
  };
}

/** Leaves a tombstone, by the author or by who may manage messages. */
export function remove({
  userId,
  messageId,
  canManage,
}: {
  userId: string;
  messageId: string;
  canManage: boolean;
}): Alteration {
  return {
    messageId,
    apply(message) {
      if (message.authorId !== userId && !canManage) throw new Refusal('forbidden');
      const { digest: _digest, editedAt: _editedAt, ...rest } = message;
      return { ...rest, content: '', spans: [], reactions: [], pinned: false, deleted: true };
    },
    fact: (after) => ({ event: 'message.deleted', payload: toTombstone(after) }),
  };
}
