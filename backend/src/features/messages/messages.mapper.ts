import type { Message, MessageEdit, Reaction, Tombstone } from '@kraken/shared';
import type { StoredMessage } from './messages.repository.ts';

/** A message as one reader sees it. */
export function toMessage(stored: StoredMessage, readerId: string): Message {
  const {
    id,
    channelId,
    authorId,
    n,
    seq,
    content,
    spans,
    reactions,
    pinned,
    editedAt,
    createdAt,
  } = stored;
  return {
    id,
    channelId,
    authorId,
    n,
    seq,
    content,
    spans,
    attachments: [],
    reactions: reactions.map((reaction) => toReaction(reaction, readerId)),
    pinned,
    ...(editedAt && { editedAt: editedAt.toISOString() }),
    createdAt: createdAt.toISOString(),
  };
}

function toReaction(
  { emoji, userIds }: StoredMessage['reactions'][number],
  readerId: string,
): Reaction {
  return { emoji, count: userIds.length, me: userIds.includes(readerId) };
}

/** What an event about an edit or a pin carries. */
export function toEdit({
  id,
  channelId,
  n,
  seq,
  content,
  spans,
  pinned,
  editedAt,
}: StoredMessage): MessageEdit {
  return {
    id,
    channelId,
    n,
    seq,
    content,
    spans,
    pinned,
    ...(editedAt && { editedAt: editedAt.toISOString() }),
  };
}

export function toTombstone({ id, channelId, n, seq }: StoredMessage): Tombstone {
  return { id, channelId, n, seq, deleted: true };
}
