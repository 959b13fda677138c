import type { Home } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { communityKeys } from '../features/communities/community-keys.ts';
import { memberKeys } from '../features/members/member-keys.ts';
import { messageKeys } from '../features/messages/cache/message-keys.ts';

/**
 * Lets go of what is cached of communities and channels that home does not name any more: they went while nobody could tell.
 * What came into the cache after home was asked for may be newer than the answer, and stays.
 */
export function forgetUnseen(client: QueryClient, home: Home, askedAt: number): void {
  const inSight = new Set(
    home.communities.flatMap(({ id, channels }) => [
      id,
      ...channels.map(({ channelId }) => channelId),
    ]),
  );
  for (const queryKey of [communityKeys.all, memberKeys.all, messageKeys.all]) {
    client.removeQueries({
      queryKey,
      predicate: ({ queryKey: [, id], state }) =>
        state.data !== undefined && state.dataUpdatedAt <= askedAt && !inSight.has(String(id)),
    });
  }
}
