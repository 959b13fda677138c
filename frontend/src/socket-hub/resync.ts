import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { communityKeys } from '../features/communities/community-keys.ts';
import { homeKeys } from '../features/home/home-keys.ts';
import { memberKeys } from '../features/members/member-keys.ts';
import { markAllBehind } from '../features/messages/cache/change-window.ts';

/** Asks again for all that events keep true, after a time in which some may not have arrived. */
export function resync(client: QueryClient): void {
  markAllBehind(client);
  for (const key of [homeKeys.all, communityKeys.all, memberKeys.all]) refetchSince(client, key);
}

/** A fetch that began before the line was up may lack what was told just then: it is repeated once. */
function refetchSince(client: QueryClient, queryKey: QueryKey): void {
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    const again = (): void => {
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    if (query.state.fetchStatus === 'idle') again();
    else void query.fetch().then(again, again);
  }
}
