import { type Message, parseMarkup } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import {
  messageDelete,
  messageEdit,
  messageGet,
  reactionAdd,
  reactionRemove,
} from '../../api-client/sdk.gen.ts';
import { hasCode } from '../../platform/api/api-problem.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { showToast } from '../../ui/toast/show-toast.ts';
import { withReaction } from './cache/channel-changes.ts';
import { messageKeys } from './cache/message-keys.ts';
import { type MessageWindow, patch, remove } from './cache/message-window.ts';
import { putAnswer } from './cache/window-updates.ts';
import { rememberEmoji } from './emoji/recent-emoji.ts';
import { markupRights } from './markup-rights.ts';

function changeItem(
  client: QueryClient,
  message: Message,
  change: (known: Message) => Message,
): void {
  client.setQueryData<MessageWindow>(messageKeys.window(message.channelId), (window) => {
    if (!window) return window;
    const items = patch(window.items, message, change);
    return items === window.items ? window : { ...window, items };
  });
}

function put(client: QueryClient, message: Message): void {
  client.setQueryData<MessageWindow>(
    messageKeys.window(message.channelId),
    (window) => window && putAnswer(window, message),
  );
}

/** After a refusal the message is shown as it really is. */
async function restore(client: QueryClient, message: Message, error: unknown): Promise<void> {
  showToast({ title: problemText(error), tone: 'danger' });
  const { channelId, id: messageId } = message;
  try {
    const { data } = await messageGet({ path: { channelId, messageId }, throwOnError: true });
    // The optimistic touch kept the old number: force the stored state over it.
    changeItem(client, message, (known) => (known.seq > data.seq ? known : data));
  } catch (failure) {
    if (hasCode(failure, 'not-found')) dropItem(client, message);
    else changeItem(client, message, () => message);
  }
}

function dropItem(client: QueryClient, message: Message): void {
  client.setQueryData<MessageWindow>(messageKeys.window(message.channelId), (window) =>
    window ? { ...window, items: remove(window.items, message.id, message.n) } : window,
  );
}

/** Adds or takes back the reader's reaction; shown before the server has answered. */
export async function react(
  client: QueryClient,
  message: Message,
  { emoji, on }: { emoji: string; on: boolean },
): Promise<void> {
  const known = message.reactions.find((reaction) => reaction.emoji === emoji);
  if ((known?.me ?? false) === on) return;
  const count = (known?.count ?? 0) + (on ? 1 : -1);
  changeItem(client, message, (item) => ({
    ...item,
    reactions: withReaction(item.reactions, { emoji, count }, on),
  }));
  if (on) rememberEmoji(emoji);
  const { channelId, id: messageId } = message;
  try {
    const send = on ? reactionAdd : reactionRemove;
    const { data } = await send({ path: { channelId, messageId, emoji }, throwOnError: true });
    put(client, data);
  } catch (error) {
    await restore(client, message, error);
  }
}

/** Saves new words; shown before the server has answered, parsed as it will parse them. */
export async function edit(client: QueryClient, message: Message, content: string): Promise<void> {
  const rights = markupRights(client, message.channelId);
  changeItem(client, message, (item) => ({
    ...item,
    content,
    spans: parseMarkup(content, rights),
    editedAt: item.editedAt ?? new Date().toISOString(),
  }));
  const { channelId, id: messageId } = message;
  try {
    const { data } = await messageEdit({
      path: { channelId, messageId },
      body: { content },
      throwOnError: true,
    });
    put(client, data);
  } catch (error) {
    await restore(client, message, error);
  }
}

/** Deletes for everyone; gone from the list at once. */
export async function deleteMessage(client: QueryClient, message: Message): Promise<void> {
  const { channelId, id: messageId } = message;
  dropItem(client, message);
  try {
    await messageDelete({ path: { channelId, messageId }, throwOnError: true });
  } catch (error) {
    if (hasCode(error, 'not-found')) return;
    put(client, message);
    showToast({ title: problemText(error), tone: 'danger' });
  }
}
