import type {
  Community,
  Home,
  HomeChannel,
  HomeCommunity,
  Message,
  ReadState,
} from '@kraken/shared';
import { mentionedUsers } from '@kraken/shared';

function withCommunity(
  home: Home,
  communityId: string,
  change: (community: HomeCommunity) => HomeCommunity,
): Home {
  const at = home.communities.findIndex(({ id }) => id === communityId);
  const known = home.communities[at];
  if (!known) return home;
  const next = change(known);
  return next === known ? home : { ...home, communities: home.communities.with(at, next) };
}

function withChannel(
  home: Home,
  channelId: string,
  change: (channel: HomeChannel) => HomeChannel,
): Home {
  for (const community of home.communities) {
    const at = community.channels.findIndex((channel) => channel.channelId === channelId);
    const known = community.channels[at];
    if (!known) continue;
    const next = change(known);
    if (next === known) return home;
    return withCommunity(home, community.id, (c) => ({
      ...c,
      channels: c.channels.with(at, next),
    }));
  }
  return home;
}

/** Counts a new message once: the channel's `lastN` tells whether it was counted before. */
export function countMessage(home: Home, message: Message): Home {
  return withChannel(home, message.channelId, (channel) => {
    if (message.n <= channel.lastN) return channel;
    const isMine = message.authorId === home.user.id;
    const isMeant = mentionedUsers(message.spans).includes(home.user.id);
    const counts = isMeant && !isMine && message.n > channel.n;
    return {
      ...channel,
      lastN: message.n,
      mentions: channel.mentions + (counts ? 1 : 0),
    };
  });
}

/**
 * Keeps the newest number that is known of each channel. They only grow, and a backend may hear of a message that another
 * one stored a moment after this device did.
 */
export function keepHeads(home: Home, known: Home | undefined): Home {
  if (!known) return home;
  const heads = new Map(
    known.communities.flatMap(({ channels }) =>
      channels.map(({ channelId, lastN }) => [channelId, lastN] as const),
    ),
  );
  const raised = (channel: HomeChannel): HomeChannel => {
    const head = heads.get(channel.channelId) ?? 0;
    return head > channel.lastN ? { ...channel, lastN: head } : channel;
  };
  return {
    ...home,
    communities: home.communities.map((community) => ({
      ...community,
      channels: community.channels.map(raised),
    })),
  };
}

/** Takes over how far the reader has read, as told by the server or by the reader's own eye. */
export function setRead(home: Home, { channelId, n, mentions }: ReadState): Home {
  return withChannel(home, channelId, (channel) =>
    channel.n === n && channel.mentions === mentions ? channel : { ...channel, n, mentions },
  );
}

/** Merges the bare facts of a community; an older version changes nothing. */
export function setCommunity(home: Home, facts: Partial<Community> & { id: string }): Home {
  return withCommunity(home, facts.id, (known) => {
    if (facts.version !== undefined && facts.version < known.version) return known;
    const changed = (Object.keys(facts) as (keyof Community)[]).some(
      (key) => facts[key] !== known[key],
    );
    return changed ? { ...known, ...facts } : known;
  });
}

export function addChannel(home: Home, communityId: string, channelId: string): Home {
  return withCommunity(home, communityId, (community) =>
    community.channels.some((channel) => channel.channelId === channelId)
      ? community
      : {
          ...community,
          channels: [...community.channels, { channelId, n: 0, mentions: 0, lastN: 0 }],
        },
  );
}

export function removeChannel(home: Home, communityId: string, channelId: string): Home {
  return withCommunity(home, communityId, (community) => {
    const channels = community.channels.filter((channel) => channel.channelId !== channelId);
    return channels.length === community.channels.length ? community : { ...community, channels };
  });
}

export function removeCommunity(home: Home, communityId: string): Home {
  const communities = home.communities.filter(({ id }) => id !== communityId);
  return communities.length === home.communities.length ? home : { ...home, communities };
}

export function findChannel(home: Home | undefined, channelId: string): HomeChannel | undefined {
  for (const community of home?.communities ?? []) {
    const found = community.channels.find((channel) => channel.channelId === channelId);
    if (found) return found;
  }
  return undefined;
}
