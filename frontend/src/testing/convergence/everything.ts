import type { CommunitySnapshot, Home, PresenceStatus, User } from '@kraken/shared';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { communityKeys } from '../../features/communities/community-keys.ts';
import { snapshotQuery } from '../../features/communities/communities.queries.ts';
import { homeQuery } from '../../features/home/home.queries.ts';
import { memberKeys } from '../../features/members/member-keys.ts';
import type { MemberWindow } from '../../features/members/member-updates.ts';
import { membersQuery } from '../../features/members/members.queries.ts';
import { messageKeys } from '../../features/messages/cache/message-keys.ts';
import type { MessageWindow } from '../../features/messages/cache/message-window.ts';
import { windowQuery } from '../../features/messages/messages.queries.ts';
import { presenceKeys } from '../../features/presence/presence-keys.ts';
import { userKeys } from '../../features/users/user-keys.ts';
import { userQuery } from '../../features/users/users.queries.ts';

/** A query that events keep true, whatever it is about. */
export interface Kept {
  // oxlint-disable-next-line typescript/no-explicit-any -- queries of different things in one list
  [option: string]: any;
  readonly queryKey: QueryKey;
}

/** Looks at all that one person can see and that events keep true, by the product's own queries. */
export async function everythingOf(
  client: QueryClient,
  look: (query: Kept) => Promise<unknown>,
): Promise<void> {
  const home = (await look(homeQuery)) as Home;
  await Promise.all(
    home.communities.flatMap(({ id, channels }) => [
      look(snapshotQuery(id)),
      look(membersQuery(id)),
      ...channels.map(({ channelId }) => look(windowQuery(channelId))),
    ]),
  );
  const people = home.communities.flatMap(({ id }) =>
    (client.getQueryData<MemberWindow>(memberKeys.list(id))?.items ?? []).map(
      (member) => member.user.id,
    ),
  );
  await Promise.all([...new Set(people)].map((id) => look(userQuery(id))));
}

/** What a cache holds, in a form in which equal means that a person sees the same. */
export interface Seen {
  home: unknown;
  snapshots: Record<string, unknown>;
  members: Record<string, unknown>;
  windows: Record<string, SeenWindow>;
  users: Record<string, unknown>;
  presence: Record<string, PresenceStatus>;
}

const byId = <T>(idOf: (item: T) => string) => {
  return (a: T, b: T) => (idOf(a) < idOf(b) ? -1 : 1);
};

/** Channels are put in order by their positions where they are shown. */
function seenHome(home: Home | undefined): unknown {
  return (
    home && {
      ...home,
      communities: home.communities.map((community) => ({
        ...community,
        channels: community.channels.toSorted(byId(({ channelId }) => channelId)),
      })),
    }
  );
}

function seenSnapshot(snapshot: CommunitySnapshot): unknown {
  return { ...snapshot, channels: snapshot.channels.toSorted(byId(({ id }) => id)) };
}

/** A sender's row keeps its nonce; nobody sees it. */
interface SeenWindow {
  seq?: number;
  readonly [fact: string]: unknown;
}

function seenWindow({ items, early, ...window }: MessageWindow): SeenWindow {
  return {
    ...window,
    waiting: early.map(({ seq }) => seq),
    items: items.map(({ nonce: _nonce, ...message }) => message),
  };
}

function all<T, S = unknown>(
  client: QueryClient,
  queryKey: QueryKey,
  see: (value: T) => S,
): Record<string, S> {
  const found = client
    .getQueriesData<T>({ queryKey })
    .flatMap(([key, value]) =>
      value === undefined ? [] : [[String(key[1]), see(value)] as const],
    );
  return Object.fromEntries(found);
}

export function seen(client: QueryClient): Seen {
  const presence: Record<string, PresenceStatus> = {};
  for (const [, window] of client.getQueriesData<MemberWindow>({ queryKey: memberKeys.all })) {
    for (const member of window?.items ?? []) {
      // As `usePresence` does: what an event told goes before what a list said.
      const told = client.getQueryData<PresenceStatus>(presenceKeys.of(member.user.id));
      presence[member.user.id] = told ?? member.presence;
    }
  }
  return {
    home: seenHome(client.getQueryData<Home>(['home'])),
    snapshots: all(client, communityKeys.all, seenSnapshot),
    members: all(client, memberKeys.all, (window: MemberWindow) => window),
    windows: all(client, messageKeys.all, seenWindow),
    users: all(client, userKeys.all, (user: User) => user),
    presence,
  };
}

/**
 * Two caches side by side, to be compared deeply. A person who is in none of one's communities any more is told of no
 * more: what is remembered of them may be old.
 *
 * A page says up to which change it is certainly complete. Where another backend has made the last ones that is a number
 * below what is in it, so with several backends the numbers are not compared; what they number is.
 */
export function sideBySide(
  live: QueryClient,
  fresh: QueryClient,
  { backends }: { backends: number },
): { live: Seen; again: Seen } {
  const [before, after] = [seen(live), seen(fresh)];
  if (backends > 1) {
    for (const window of [before, after].flatMap(({ windows }) => Object.values(windows))) {
      delete window.seq;
    }
  }
  const near = new Set(Object.keys(after.presence));
  const nearOnes = (users: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(users).filter(([id]) => near.has(id)));
  return {
    live: { ...before, users: nearOnes(before.users) },
    again: { ...after, users: nearOnes(after.users) },
  };
}
