import { limits, type Member, type MemberList } from '@kraken/shared';
import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query';
import { memberGet, memberList } from '../../api-client/sdk.gen.ts';
import { fetchWithReplay } from '../../socket-hub/fetch-with-replay.ts';
import { putUsers } from '../users/users-cache.ts';
import { MEMBER_SEARCH_STALE_MS, memberKeys, MEMBERS_STALE_MS } from './member-keys.ts';
import { addMemberPage, type MemberWindow } from './member-updates.ts';

async function fetchPage(
  client: QueryClient,
  communityId: string,
  query: { after?: string; q?: string; limit?: number },
): Promise<MemberList> {
  const { data } = await memberList({
    path: { communityId },
    query: { limit: limits.pageSize.max, ...query },
    throwOnError: true,
  });
  putUsers(
    client,
    data.items.map(({ user }) => user),
  );
  return data;
}

/** Loads the first page, or again as much as was loaded before. */
async function fetchWindow(client: QueryClient, communityId: string): Promise<MemberWindow> {
  const wanted = client.getQueryData<MemberWindow>(memberKeys.list(communityId))?.items.length ?? 1;
  let window = addMemberPage(undefined, await fetchPage(client, communityId, {}));
  while (window.next !== undefined && window.items.length < wanted) {
    window = addMemberPage(window, await fetchPage(client, communityId, { after: window.next }));
  }
  return window;
}

export function membersQuery(communityId: string) {
  const queryKey = memberKeys.list(communityId);
  return queryOptions<MemberWindow>({
    queryKey,
    queryFn: ({ client }) =>
      fetchWithReplay(client, queryKey, () => fetchWindow(client, communityId)),
    staleTime: MEMBERS_STALE_MS,
  });
}

/** Loads the page after the loaded ones; nothing happens when all are there. */
export async function loadMoreMembers(client: QueryClient, communityId: string): Promise<void> {
  const key = memberKeys.list(communityId);
  const after = client.getQueryData<MemberWindow>(key)?.next;
  if (after === undefined) return;
  const page = await client.query({
    queryKey: ['member-page', communityId, after],
    queryFn: () => fetchPage(client, communityId, { after }),
    gcTime: 0,
  });
  client.setQueryData<MemberWindow>(key, (window) => addMemberPage(window, page));
}

export function memberSearchQuery(communityId: string, q: string) {
  return queryOptions<readonly Member[]>({
    queryKey: memberKeys.search(communityId, q),
    queryFn: async ({ client }) => {
      const search = q === '' ? {} : { q };
      return (await fetchPage(client, communityId, { ...search, limit: 10 })).items;
    },
    staleTime: MEMBER_SEARCH_STALE_MS,
  });
}

export function memberQuery(communityId: string, userId: string) {
  return queryOptions<Member>({
    queryKey: memberKeys.one(communityId, userId),
    queryFn: async ({ client, signal }) => {
      const path = { communityId, userId };
      const { data } = await memberGet({ path, signal, throwOnError: true });
      putUsers(client, [data.user]);
      return data;
    },
    staleTime: MEMBER_SEARCH_STALE_MS,
  });
}

export function useMembers(communityId: string) {
  return useQuery(membersQuery(communityId));
}
