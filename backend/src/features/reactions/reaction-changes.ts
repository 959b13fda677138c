import { limits } from '@kraken/shared';
import { Refusal } from '../../platform/refusal.ts';
import type { Alteration, StoredMessage } from '../messages/messages.service.ts';

export interface Reacting {
  userId: string;
  messageId: string;
  emoji: string;
}

/** Stands on an emoji; who stands there already changes nothing. */
export function addReaction({ userId, messageId, emoji }: Reacting): Alteration {
  return {
    messageId,
    apply(message) {
      const { reactions } = message;
      const userIds = peopleOn(message, emoji);
      if (userIds.includes(userId)) return message;
      if (userIds.length === 0 && reactions.length >= limits.reactionsPerMessage) {
        throw new Refusal('limit-reached', {
          detail: 'This message has as many different reactions as it can hold.',
        });
      }
      if (userIds.length >= limits.peoplePerReaction) {
        throw new Refusal('limit-reached', {
          detail: 'This reaction has as many people as it can hold.',
        });
      }
      return withReaction(message, emoji, [...userIds, userId]);
    },
    fact: (after) => ({
      event: 'reaction.added',
      payload: reactionChange(after, { userId, emoji }),
    }),
  };
}

/** Steps off an emoji; who does not stand there changes nothing. */
export function removeReaction({ userId, messageId, emoji }: Reacting): Alteration {
  return {
    messageId,
    apply(message) {
      const userIds = peopleOn(message, emoji);
      if (!userIds.includes(userId)) return message;
      return withReaction(
        message,
        emoji,
        userIds.filter((id) => id !== userId),
      );
    },
    fact: (after) => ({
      event: 'reaction.removed',
      payload: reactionChange(after, { userId, emoji }),
    }),
  };
}

function peopleOn(message: StoredMessage, emoji: string): string[] {
  return message.reactions.find((reaction) => reaction.emoji === emoji)?.userIds ?? [];
}

/** Reactions stay in the order in which their first person came; one without people is gone. */
function withReaction(message: StoredMessage, emoji: string, userIds: string[]): StoredMessage {
  const isNew = !message.reactions.some((reaction) => reaction.emoji === emoji);
  const reactions = isNew
    ? [...message.reactions, { emoji, userIds }]
    : message.reactions.map((reaction) =>
        reaction.emoji === emoji ? { emoji, userIds } : reaction,
      );
  return { ...message, reactions: reactions.filter((reaction) => reaction.userIds.length > 0) };
}

function reactionChange(
  after: StoredMessage,
  { userId, emoji }: { userId: string; emoji: string },
) {
  const { channelId, id, n, seq } = after;
  return { channelId, messageId: id, n, seq, userId, emoji, count: peopleOn(after, emoji).length };
}
