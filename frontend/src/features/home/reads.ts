import type { Home } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { channelMarkRead } from '../../api-client/sdk.gen.ts';
import { findChannel, setRead } from './home-updates.ts';
import { homeKeys } from './home-keys.ts';
import { unreadCount } from './unread.ts';

/** What is being told of a channel just now, and what came meanwhile. */
const underWay = new Map<string, number | null>();

/** Whether this device is just telling how far the channel is read: the answer will have the last word. */
export function isMarking(channelId: string): boolean {
  return underWay.has(channelId);
}

function paint(
  client: QueryClient,
  { channelId, n, mentions }: { channelId: string; n: number; mentions?: number },
): void {
  client.setQueryData<Home>(homeKeys.all, (home) => {
    const known = home && findChannel(home, channelId);
    if (!home || !known) return home;
    const left = mentions ?? (n >= known.lastN ? 0 : known.mentions);
    return setRead(home, { channelId, n, mentions: left });
  });
}

/**
 * Says that the reader has read up to a message, or sets it back. The marks change at once; several
 * calls while one is under way become one.
 */
export async function markRead(client: QueryClient, channelId: string, n: number): Promise<void> {
  paint(client, { channelId, n });
  const isBusy = underWay.has(channelId);
  underWay.set(channelId, isBusy ? n : null);
  if (isBusy) return;
  try {
    for (let next: number | null = n; next !== null; next = underWay.get(channelId) ?? null) {
      underWay.set(channelId, null);
      const { data } = await channelMarkRead({
        path: { channelId },
        body: { n: next },
        throwOnError: true,
      });
      if (underWay.get(channelId) === null) paint(client, data);
    }
  } catch {
    // The line is down or the channel is gone: the truth comes with the next home.
    void client.invalidateQueries({ queryKey: homeKeys.all });
  } finally {
    underWay.delete(channelId);
  }
}

/** Marks all channels of a community as read. */
export async function markCommunityRead(client: QueryClient, communityId: string): Promise<void> {
  const home = client.getQueryData<Home>(homeKeys.all);
  const community = home?.communities.find(({ id }) => id === communityId);
  const unread = community?.channels.filter((channel) => unreadCount(channel) > 0) ?? [];
  await Promise.all(unread.map(({ channelId, lastN }) => markRead(client, channelId, lastN)));
}
