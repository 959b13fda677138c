import type { MessagePage } from '@kraken/shared';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { channelChanges, messageList } from '../../api-client/sdk.gen.ts';
import { fetchWithReplay } from '../../socket-hub/fetch-with-replay.ts';
import { putUsers } from '../users/users-cache.ts';
import { catchUpSoon } from './cache/change-window.ts';
import { messageKeys, WINDOW_STALE_MS } from './cache/message-keys.ts';
import type { MessageWindow } from './cache/message-window.ts';
import { applyChangePage, joinPage, trim, windowOf } from './cache/window-updates.ts';

const PAGE = 50;
/** Changes are asked for in pages this large, and this many; a longer absence begins anew at the present. */
const CHANGES_PAGE = 100;
const CHANGES_PAGES = 5;
/** A walk through history keeps this many messages; the far end is let go. */
const KEEP = 400;

export type Cursor = { before?: string } | { after?: string } | { around?: string };

async function fetchPage(
  client: QueryClient,
  channelId: string,
  cursor: Cursor,
): Promise<MessagePage> {
  const { data } = await messageList({
    path: { channelId },
    query: { ...cursor, limit: PAGE },
    throwOnError: true,
  });
  putUsers(client, data.users);
  return data;
}

/** Replaces the window by the page round a message, or by the newest one. */
function fetchWindow(
  client: QueryClient,
  channelId: string,
  cursor: Cursor = {},
): Promise<MessageWindow> {
  return fetchWithReplay(client, messageKeys.window(channelId), async () =>
    windowOf(await fetchPage(client, channelId, cursor)),
  );
}

/** Asks for what changed since the window's `seq`, page by page, until its head is reached. */
async function catchUp(client: QueryClient, channelId: string): Promise<MessageWindow> {
  const key = messageKeys.window(channelId);
  for (let pages = 0; pages < CHANGES_PAGES; pages++) {
    const window = client.getQueryData<MessageWindow>(key);
    if (!window) break;
    if (!window.behind) return window;
    const { data } = await channelChanges({
      path: { channelId },
      query: { after: window.seq, limit: CHANGES_PAGE },
      throwOnError: true,
    });
    putUsers(client, data.users);
    client.setQueryData<MessageWindow>(key, (known) => known && applyChangePage(known, data));
  }
  return fetchWindow(client, channelId);
}

/** The loaded stretch of a channel. The first fetch brings the newest page, every later one catches up. */
export function windowQuery(channelId: string) {
  const queryKey = messageKeys.window(channelId);
  return queryOptions<MessageWindow>({
    queryKey,
    queryFn: ({ client }) =>
      client.getQueryData(queryKey) ? catchUp(client, channelId) : fetchWindow(client, channelId),
    staleTime: (query) => (query.state.data?.behind ? 0 : WINDOW_STALE_MS),
  });
}

/** Loads the page beyond one end of the window. Two calls at the same end are one request. */
export async function loadBeyond(
  client: QueryClient,
  channelId: string,
  side: 'before' | 'after',
): Promise<void> {
  const key = messageKeys.window(channelId);
  const window = client.getQueryData<MessageWindow>(key);
  const edge = side === 'before' ? window?.items[0] : window?.items.at(-1);
  const hasMore = side === 'before' ? window?.hasBefore : window?.hasAfter;
  if (!edge || !hasMore) return;
  const page = await client.query({
    queryKey: ['message-page', channelId, side, edge.id],
    queryFn: () =>
      fetchPage(client, channelId, side === 'before' ? { before: edge.id } : { after: edge.id }),
    gcTime: 0,
  });
  const joined = client.setQueryData<MessageWindow>(key, (known) => {
    // The window moved elsewhere meanwhile: the page does not fit any more.
    const now = side === 'before' ? known?.items[0] : known?.items.at(-1);
    if (!known || now?.id !== edge.id) return known;
    return trim(joinPage(known, page, side), KEEP, side === 'before' ? 'after' : 'before');
  });
  if (joined?.behind) catchUpSoon(client, channelId);
}

/** A day at the end of a busy channel lets go of its morning; called while the reader is at the end. */
export function letGoOfOld(client: QueryClient, channelId: string): void {
  client.setQueryData<MessageWindow>(messageKeys.window(channelId), (window) =>
    window && window.items.length > KEEP * 1.5 ? trim(window, KEEP / 2, 'before') : window,
  );
}

/** Moves the window to a message. */
export async function loadAround(
  client: QueryClient,
  channelId: string,
  messageId: string,
): Promise<void> {
  await fetchWindow(client, channelId, { around: messageId });
}

/** Moves the window to the newest messages. */
export async function loadPresent(client: QueryClient, channelId: string): Promise<void> {
  const window = client.getQueryData<MessageWindow>(messageKeys.window(channelId));
  if (window?.hasAfter) await fetchWindow(client, channelId);
}

/** Most pages that a jump to the first unread message walks back. */
const JUMP_PAGES = 20;

/** Loads older pages until the message with this number is there, or the walk gets too long. */
export async function loadUntil(client: QueryClient, channelId: string, n: number): Promise<void> {
  for (let page = 0; page < JUMP_PAGES; page++) {
    const window = client.getQueryData<MessageWindow>(messageKeys.window(channelId));
    if (!window?.hasBefore || (window.items[0]?.n ?? 0) <= n + 1) return;
    await loadBeyond(client, channelId, 'before');
  }
}
