import type { CommunitySnapshot, Home, User } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { createStore, del, get, set } from 'idb-keyval';
import { communityKeys } from '../communities/community-keys.ts';
import { messageKeys } from '../messages/cache/message-keys.ts';
import type { MessageWindow } from '../messages/cache/message-window.ts';
import { trim } from '../messages/cache/window-updates.ts';
import { userKeys } from '../users/user-keys.ts';
import { putUsers } from '../users/users-cache.ts';
import { homeKeys } from './home-keys.ts';

/** What the next start shows before the network has answered. */
interface LastState {
  readonly format: 1;
  readonly home: Home;
  readonly snapshots: readonly CommunitySnapshot[];
  readonly windows: readonly (readonly [channelId: string, window: MessageWindow])[];
  readonly users: readonly User[];
}

const WINDOWS = 6;
const MESSAGES = 50;
const SAVE_EVERY_MS = 4_000;

const store = () => createStore('kraken-state', 'accounts');

/** Puts the account's last state into the cache, all of it marked as to be asked for again. */
export async function restoreLastState(client: QueryClient, userId: string): Promise<void> {
  const state = await get<LastState>(userId, store()).catch(() => undefined);
  if (state?.format !== 1 || state.home.user.id !== userId) return;
  // The network was faster: its answer stays.
  if (client.getQueryData(homeKeys.all)) return;
  client.setQueryData<Home>(homeKeys.all, state.home);
  putUsers(client, state.users);
  for (const snapshot of state.snapshots) {
    client.setQueryData(communityKeys.snapshot(snapshot.id), snapshot);
  }
  for (const [channelId, window] of state.windows) {
    client.setQueryData<MessageWindow>(messageKeys.window(channelId), { ...window, behind: true });
  }
  for (const queryKey of [homeKeys.all, communityKeys.all, messageKeys.all]) {
    void client.invalidateQueries({ queryKey });
  }
}

/** Forgets what is kept of an account on this device. */
export async function forgetLastState(userId: string): Promise<void> {
  await del(userId, store()).catch(() => undefined);
}

function collect(client: QueryClient, home: Home): LastState {
  const windows = client
    .getQueryCache()
    .findAll({ queryKey: messageKeys.all })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .map(({ queryKey, state }) => [String(queryKey[1]), state.data as MessageWindow] as const)
    .filter(([, window]) => window && !window.hasAfter)
    .slice(0, WINDOWS)
    // Waiting changes are functions, and the next start asks for them anyway.
    .map(([id, window]) => [id, { ...trim(window, MESSAGES, 'before'), early: [] }] as const);
  const authors = new Set(windows.flatMap(([, { items }]) => items.map((item) => item.authorId)));
  const users = [...authors]
    .map((id) => client.getQueryData<User>(userKeys.detail(id)))
    .filter((user) => user !== undefined);
  const snapshots = client
    .getQueriesData<CommunitySnapshot>({ queryKey: communityKeys.all })
    .flatMap(([, snapshot]) => snapshot ?? []);
  return { format: 1, home, snapshots, windows, users };
}

/** Writes the state down now and then, and when the page is put away, until stopped. */
export function keepLastState(client: QueryClient, userId: string): () => void {
  let isDirty = false;
  const save = (): void => {
    const home = client.getQueryData<Home>(homeKeys.all);
    if (!isDirty || home?.user.id !== userId) return;
    isDirty = false;
    set(userId, collect(client, home), store()).catch(() => undefined);
  };
  const unsubscribe = client.getQueryCache().subscribe(({ type }) => {
    if (type === 'updated') isDirty = true;
  });
  const timer = setInterval(save, SAVE_EVERY_MS);
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') save();
  };
  document.addEventListener('visibilitychange', onHidden);
  return () => {
    unsubscribe();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', onHidden);
  };
}
