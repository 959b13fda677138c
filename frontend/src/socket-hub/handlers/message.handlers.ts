import type { Message } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { countMessage } from '../../features/home/home-updates.ts';
import {
  createdChange,
  deletedChange,
  editedChange,
} from '../../features/messages/cache/channel-changes.ts';
import { changeWindow } from '../../features/messages/cache/change-window.ts';
import { outboxKeys, type OutboxItem } from '../../features/messages/outbox/outbox-item.ts';
import { clearTyping, typingKeys, type TypingMarks } from '../../features/typing/typing-cache.ts';
import type { Handlers } from '../event-handler.ts';
import { updateCached, updateHome } from './cached.ts';

type MessageEvent = 'message.created' | 'message.updated' | 'message.deleted';

export const messageHandlers: Handlers<MessageEvent> = {
  'message.created': (message, client) => {
    changeWindow(client, message.channelId, createdChange(message));
    updateHome(client, (home) => countMessage(home, message));
    settleOwnSend(message, client);
    updateCached<TypingMarks>(
      client,
      typingKeys.channel(message.channelId),
      (marks) => clearTyping(marks, message.authorId) ?? marks,
    );
  },
  'message.updated': (edit, client) => {
    changeWindow(client, edit.channelId, editedChange(edit));
  },
  'message.deleted': (tombstone, client) => {
    changeWindow(client, tombstone.channelId, deletedChange(tombstone));
  },
};

/** The event of an own send proves that it is stored, even when the answer to the request was lost. */
function settleOwnSend(message: Message, client: QueryClient): void {
  const { nonce } = message;
  if (nonce === undefined) return;
  updateCached<readonly OutboxItem[]>(client, outboxKeys.all, (items) =>
    items.some((item) => item.nonce === nonce)
      ? items.filter((item) => item.nonce !== nonce)
      : items,
  );
}
