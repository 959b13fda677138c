import type { CommunitySnapshot, Member } from '@kraken/shared';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext } from 'react';
import { snapshotQuery } from '../../communities/communities.queries.ts';
import { holdsMessages } from '../../channels/channel-types.ts';
import { memberSearchQuery } from '../../members/members.queries.ts';
import { CommunityContext } from '../community-context.ts';
import { emojiTableQuery, searchEmoji } from '../emoji/emoji-table.ts';
import type { Trigger } from './trigger.ts';

const MOST = 8;

/** One line of the completion list. */
export type Completion = { readonly key: string; readonly insert: string } & (
  | { readonly kind: 'member'; readonly member: Member }
  | { readonly kind: 'everyone'; readonly name: string }
  | { readonly kind: 'channel'; readonly name: string }
  | { readonly kind: 'emoji'; readonly emoji: string; readonly name: string }
);

const none: readonly Completion[] = [];

/** What fits to what is being written: people of the community, its channels, emoji. */
export function useCompletions(trigger: Trigger | null): readonly Completion[] {
  const communityId = useContext(CommunityContext);
  const members = useQuery({
    ...memberSearchQuery(communityId, trigger?.mark === '@' ? trigger.query : ''),
    enabled: trigger?.mark === '@',
    placeholderData: keepPreviousData,
  }).data;
  const snapshot = useQuery({ ...snapshotQuery(communityId), enabled: false }).data;
  const table = useQuery({ ...emojiTableQuery, enabled: trigger?.mark === ':' }).data;
  switch (trigger?.mark) {
    case '@':
      return memberCompletions(members ?? [], trigger.query);
    case '#':
      return channelCompletions(snapshot, trigger.query);
    case ':':
      return table
        ? searchEmoji(table, trigger.query, MOST).map(({ emoji, names }) => ({
            kind: 'emoji',
            key: emoji,
            insert: emoji,
            emoji,
            name: names[0] ?? '',
          }))
        : none;
    case undefined:
      return none;
  }
}

function memberCompletions(members: readonly Member[], query: string): Completion[] {
  const people = members.slice(0, MOST).map((member) => ({
    kind: 'member' as const,
    key: member.user.id,
    insert: `@${member.user.username}`,
    member,
  }));
  const all = ['everyone', 'here']
    .filter((name) => name.startsWith(query.toLowerCase()))
    .map((name) => ({ kind: 'everyone' as const, key: name, insert: `@${name}`, name }));
  return [...people, ...all];
}

function channelCompletions(snapshot: CommunitySnapshot | undefined, query: string): Completion[] {
  const wanted = query.toLowerCase();
  return (snapshot?.channels ?? [])
    .filter((channel) => holdsMessages(channel) && channel.name.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a.name, wanted) - rank(b.name, wanted))
    .slice(0, MOST)
    .map(({ id, name }) => ({ kind: 'channel', key: id, insert: `#${name}`, name }));
}

/** Names that begin with what was written come first. */
function rank(name: string, wanted: string): number {
  return name.toLowerCase().startsWith(wanted) ? 0 : 1;
}
