import type { User } from '@kraken/shared';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { userGet } from '../../api-client/sdk.gen.ts';
import { USER_STALE_MS, userKeys } from './user-keys.ts';

export function userQuery(userId: string) {
  return queryOptions<User>({
    queryKey: userKeys.detail(userId),
    queryFn: async ({ signal }) => {
      const { data } = await userGet({ path: { userId }, signal, throwOnError: true });
      return data;
    },
    staleTime: USER_STALE_MS,
    // A person who is gone stays unknown: asking again would not help.
    retry: false,
  });
}

/** A person by id: mostly there already, fetched once when not. */
export function useUser(userId: string): User | undefined {
  return useQuery(userQuery(userId)).data;
}
