import type { Home, HomeChannel, HomeCommunity } from '@kraken/shared';

/** What a mark on a channel, a community or the tab says. */
export interface Unread {
  readonly unread: boolean;
  readonly mentions: number;
}

/** Unread is arithmetic: the newest message's number minus the last one read. */
export function unreadCount(channel: Pick<HomeChannel, 'lastN' | 'n'>): number {
  return Math.max(0, channel.lastN - channel.n);
}

export function unreadOfChannel(channel: HomeChannel | undefined): Unread {
  return channel
    ? { unread: unreadCount(channel) > 0, mentions: channel.mentions }
    : { unread: false, mentions: 0 };
}

export function unreadOfCommunity(community: HomeCommunity): Unread {
  return {
    unread: community.channels.some((channel) => unreadCount(channel) > 0),
    mentions: community.channels.reduce((sum, channel) => sum + channel.mentions, 0),
  };
}

/** All mentions of all communities: the number in the tab's title. */
export function mentionsOfHome(home: Home | undefined): number {
  return (home?.communities ?? []).reduce(
    (sum, community) => sum + unreadOfCommunity(community).mentions,
    0,
  );
}
