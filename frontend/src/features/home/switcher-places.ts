import type { Channel, Home } from '@kraken/shared';
import { channelsInOrder } from '../channels/channel-tree.ts';
import { holdsMessages } from '../channels/channel-types.ts';
import { findChannel } from './home-updates.ts';
import { unreadOfChannel, unreadOfCommunity } from './unread.ts';

/** Somewhere one can go by its name. */
export interface Place {
  readonly kind: 'community' | 'channel';
  readonly id: string;
  readonly communityId: string;
  readonly name: string;
  /** The community of a channel. */
  readonly within: string;
  readonly channel?: Channel;
  readonly isUnread: boolean;
  readonly mentions: number;
}

type ChannelsOf = (communityId: string) => readonly Channel[];

/** Every place that is known on this page: all communities, and the channels of those that were loaded. */
export function placesOf(home: Home, channelsOf: ChannelsOf): Place[] {
  return home.communities.flatMap((community) => {
    const own = unreadOfCommunity(community);
    const place: Place = {
      kind: 'community',
      id: community.id,
      communityId: community.id,
      name: community.name,
      within: '',
      isUnread: own.unread,
      mentions: own.mentions,
    };
    const channels = channelsInOrder(channelsOf(community.id)).filter(holdsMessages);
    return [place, ...channels.map((channel) => channelPlace(home, community.name, channel))];
  });
}

function channelPlace(home: Home, within: string, channel: Channel): Place {
  const { unread, mentions } = unreadOfChannel(findChannel(home, channel.id));
  const { id, communityId, name } = channel;
  return { kind: 'channel', id, communityId, name, within, channel, isUnread: unread, mentions };
}

/**
 * Places for what was typed: `#` only channels, `*` only communities. Names that begin with it come
 * first, then words that do, then the rest; among equals mentions and unread, then the order given.
 */
export function findPlaces(places: readonly Place[], typed: string, most: number): Place[] {
  const kind = { '#': 'channel', '*': 'community' }[typed.charAt(0)];
  const wanted = fold(kind ? typed.slice(1) : typed);
  const ranked = places
    .filter((place) => !kind || place.kind === kind)
    .map((place, order) => ({ place, order, rank: rankOf(fold(place.name), wanted) }))
    .filter(({ rank }) => rank !== null);
  ranked.sort(
    (a, b) => a.rank! - b.rank! || weight(b.place) - weight(a.place) || a.order - b.order,
  );
  return ranked.slice(0, most).map(({ place }) => place);
}

function fold(text: string): string {
  return text.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function rankOf(name: string, wanted: string): number | null {
  if (name.startsWith(wanted)) return 0;
  if (name.split(/[\s_-]+/).some((word) => word.startsWith(wanted))) return 1;
  if (name.includes(wanted)) return 2;
  return isSubsequence(name, wanted) ? 3 : null;
}

/** Whether the letters of `wanted` stand in the name in their order, with others between. */
function isSubsequence(name: string, wanted: string): boolean {
  let at = 0;
  for (const letter of name) if (letter === wanted[at]) at++;
  return at === wanted.length;
}

function weight({ mentions, isUnread }: Place): number {
  return mentions > 0 ? 2 : isUnread ? 1 : 0;
}
