import type { QueryClient } from '@tanstack/react-query';
import { messageKeys } from './message-keys.ts';
import type { ChannelChange, MessageWindow } from './message-window.ts';
import { applyChange } from './window-updates.ts';

/** Applies a numbered change to a cached window; a hole before it makes the window ask for the rest. */
export function changeWindow(client: QueryClient, channelId: string, change: ChannelChange): void {
  const key = messageKeys.window(channelId);
  const known = client.getQueryData<MessageWindow>(key);
  if (!known) return;
  const next = applyChange(known, change);
  if (next === known) return;
  client.setQueryData<MessageWindow>(key, next);
  if (next.behind) catchUpSoon(client, channelId);
}

/** Has a window fetch what it missed: at once when somebody looks at it, else when somebody does. */
export function catchUpSoon(client: QueryClient, channelId: string): void {
  void client.invalidateQueries(
    { queryKey: messageKeys.window(channelId), exact: true },
    { cancelRefetch: false },
  );
}

/** After a reconnect nobody knows what was missed: every window is behind until it has asked. */
export function markAllBehind(client: QueryClient): Promise<void> {
  for (const [key, window] of client.getQueriesData<MessageWindow>({ queryKey: messageKeys.all })) {
    if (!window) continue;
    client.setQueryData<MessageWindow>(key, { ...window, behind: true });
  }
  return client.invalidateQueries({ queryKey: messageKeys.all }, { cancelRefetch: false });
}
