import type { Instance } from '@kraken/shared';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { instanceGet } from '../../api-client/sdk.gen.ts';

export const instanceKeys = { all: ['instance'] as const };

/** Name and registration change rarely, and whoever acts on an old answer is told by the server. */
const INSTANCE_STALE_MS = 60_000;

export const instanceQuery = queryOptions<Instance>({
  queryKey: instanceKeys.all,
  queryFn: async ({ signal }) => (await instanceGet({ signal, throwOnError: true })).data,
  staleTime: INSTANCE_STALE_MS,
});

/** Public facts of this Kraken: its name, who may register, whether it is set up. */
export function useInstance() {
  return useQuery(instanceQuery);
}
