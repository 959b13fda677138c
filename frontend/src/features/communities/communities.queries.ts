import type { CommunitySnapshot, InviteList, Permission } from '@kraken/shared';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { communityGet, inviteList } from '../../api-client/sdk.gen.ts';
import { fetchWithReplay } from '../../socket-hub/fetch-with-replay.ts';
import { putUsers } from '../users/users-cache.ts';
import { communityKeys, SNAPSHOT_STALE_MS } from './community-keys.ts';

export function snapshotQuery(communityId: string) {
  const queryKey = communityKeys.snapshot(communityId);
  return queryOptions<CommunitySnapshot>({
    queryKey,
    queryFn: ({ client, signal }) =>
      fetchWithReplay(client, queryKey, async () => {
        const { data } = await communityGet({ path: { communityId }, signal, throwOnError: true });
        return data;
      }),
    staleTime: SNAPSHOT_STALE_MS,
  });
}

/** The community whole: channels, facts, own rights. */
export function useSnapshot(communityId: string | undefined) {
  return useQuery({ ...snapshotQuery(communityId ?? ''), enabled: communityId !== undefined });
}

/** Whether the reader holds a right in the community; false until it is known. */
export function useCan(communityId: string, permission: Permission): boolean {
  return (
    useQuery({
      ...snapshotQuery(communityId),
      select: (snapshot) => snapshot.permissions.includes(permission),
    }).data ?? false
  );
}

export function invitesQuery(communityId: string) {
  return queryOptions<InviteList>({
    queryKey: communityKeys.invites(communityId),
    queryFn: async ({ client, signal }) => {
      const { data } = await inviteList({ path: { communityId }, signal, throwOnError: true });
      putUsers(client, data.users);
      return data;
    },
    // No event tells of invites: every look asks.
    staleTime: 0,
  });
}
