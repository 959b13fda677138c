import type { Home, Me } from '@kraken/shared';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { userGetMe, userUpdateMe } from '../../api-client/sdk.gen.ts';
import type { UpdateMe } from '../../api-client/types.gen.ts';
import { homeKeys } from '../home/home-keys.ts';
import { homeQuery } from '../home/home.queries.ts';
import { publicPart, putUsers } from './users-cache.ts';

/** Oneself without the rest of the home, for the doors that greet who is signed in. */
export function meQuery(userId: string) {
  return queryOptions<Me>({
    queryKey: ['me', userId],
    queryFn: async ({ signal }) => (await userGetMe({ signal, throwOnError: true })).data,
  });
}

const meOf = (home: Home): Me => home.user;

/** Oneself, as part of the home that the shell holds. */
export function useMe(): Me | undefined {
  return useQuery({ ...homeQuery, select: meOf }).data;
}

/** Changes profile or settings; what the server answers is shown everywhere at once. */
export function useUpdateMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (change: UpdateMe) =>
      (await userUpdateMe({ body: change, throwOnError: true })).data,
    onSuccess: (me) => {
      client.setQueryData<Home>(homeKeys.all, (home) => home && { ...home, user: me });
      putUsers(client, [publicPart(me)]);
    },
  });
}
