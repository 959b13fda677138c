import type { Home } from '@kraken/shared';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { userGetHome } from '../../api-client/sdk.gen.ts';
import { forgetUnseen } from '../../socket-hub/forget-unseen.ts';
import { fetchWithReplay } from '../../socket-hub/fetch-with-replay.ts';
import { keepHeads } from './home-updates.ts';
import { HOME_STALE_MS, homeKeys } from './home-keys.ts';

export const homeQuery = queryOptions<Home>({
  queryKey: homeKeys.all,
  queryFn: async ({ client, signal }) => {
    const askedAt = Date.now();
    const home = await fetchWithReplay(client, homeKeys.all, async () => {
      const { data } = await userGetHome({ signal, throwOnError: true });
      return keepHeads(data, client.getQueryData<Home>(homeKeys.all));
    });
    forgetUnseen(client, home, askedAt);
    return home;
  },
  staleTime: HOME_STALE_MS,
});

/** My communities, how far I have read, and me. */
export function useHome(): Home | undefined {
  return useQuery(homeQuery).data;
}

const idOf = (home: Home): string => home.user.id;

/** Who reads here; empty while nobody is known yet. */
export function useReaderId(): string {
  return useQuery({ ...homeQuery, select: idOf }).data ?? '';
}
