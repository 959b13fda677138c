import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { communityKeys } from '../features/communities/community-keys.ts';
import { homeKeys } from '../features/home/home-keys.ts';
import { memberKeys } from '../features/members/member-keys.ts';
import { presenceKeys } from '../features/presence/presence-keys.ts';
import { userKeys } from '../features/users/user-keys.ts';
import { markAllBehind } from '../features/messages/cache/change-window.ts';

/** Asks again for all that events keep true, after a time in which some may not have arrived. */
export function resync(client: QueryClient): void {
  const begun = Date.now();
  // What was told of who is here may be over: until it is told anew, the lists say.
  void client.resetQueries({ queryKey: presenceKeys.all });
  const asked = [
    markAllBehind(client),
    ...[homeKeys.all, communityKeys.all, memberKeys.all].flatMap((key) =>
      refetchSince(client, key),
    ),
  ];
  void Promise.allSettled(asked).then(() => refetchPeople(client, begun));
}

/** A fetch that began before the line was up may lack what was told just then: it is repeated once. */
function refetchSince(client: QueryClient, queryKey: QueryKey): Promise<void>[] {
  return client
    .getQueryCache()
    .findAll({ queryKey })
    .map((query) => {
      const again = (): Promise<void> =>
        client.invalidateQueries({ queryKey: query.queryKey, exact: true });
      return query.state.fetchStatus === 'idle' ? again() : query.fetch().then(again, again);
    });
}

/** Those whom no list and no page has brought again: at once who is on the screen, the others when they are. */
function refetchPeople(client: QueryClient, since: number): Promise<void> {
  return client.invalidateQueries({
    queryKey: userKeys.all,
    predicate: ({ state }) => state.dataUpdatedAt < since,
  });
}
