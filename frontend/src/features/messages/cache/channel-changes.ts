import type { Message, MessageEdit, Reaction, ReactionChange, Tombstone } from '@kraken/shared';
import { type ChannelChange, patch, remove, upsert } from './message-window.ts';

export function createdChange(message: Message): ChannelChange {
  return { seq: message.seq, apply: (items, stretch) => upsert(items, stretch, message) };
}

export function editedChange(edit: MessageEdit): ChannelChange {
  return {
    seq: edit.seq,
    apply: (items) =>
      patch(items, edit, (message) =>
        message.seq >= edit.seq ? message : { ...message, ...edit },
      ),
  };
}

export function deletedChange(tombstone: Tombstone): ChannelChange {
  return { seq: tombstone.seq, apply: (items) => remove(items, tombstone.id, tombstone.n) };
}

/** A reaction that came (`added`) or went; `mine` when the reader's own hand did it. */
export function reactionChange(
  change: ReactionChange,
  { added, mine }: { added: boolean; mine: boolean },
): ChannelChange {
  return {
    seq: change.seq,
    apply: (items) =>
      patch(items, { id: change.messageId, n: change.n }, (message) =>
        message.seq >= change.seq
          ? message
          : {
              ...message,
              seq: change.seq,
              reactions: withReaction(message.reactions, change, mine ? added : null),
            },
      ),
  };
}

/** Sets an emoji's count; `me` null leaves the reader's own mark as it was. Zero removes the chip. */
export function withReaction(
  reactions: readonly Reaction[],
  { emoji, count }: { emoji: string; count: number },
  me: boolean | null,
): Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (count === 0) return reactions.filter((reaction) => reaction !== known);
  const next = { emoji, count, me: me ?? known?.me ?? false };
  return known
    ? reactions.map((reaction) => (reaction === known ? next : reaction))
    : [...reactions, next];
}
