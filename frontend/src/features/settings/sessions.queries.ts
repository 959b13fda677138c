import type { Session } from '@kraken/shared';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { sessionList, sessionRevoke, sessionRevokeOthers } from '../../api-client/sdk.gen.ts';

export const sessionsQueryKey = ['sessions'] as const;

export const sessionsQuery = queryOptions<Session[]>({
  queryKey: sessionsQueryKey,
  queryFn: async ({ signal }) => (await sessionList({ signal, throwOnError: true })).data.items,
  // No event tells of other devices: every look asks.
  staleTime: 0,
});

/** Ends one session by id, or all but this one by null. */
export function useRevokeSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (sessionId: string | null) => {
      if (sessionId === null) await sessionRevokeOthers({ throwOnError: true });
      else await sessionRevoke({ path: { sessionId }, throwOnError: true });
    },
    onSettled: () => client.invalidateQueries({ queryKey: sessionsQueryKey }),
  });
}
