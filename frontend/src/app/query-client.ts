import { QueryClient } from '@tanstack/react-query';
import { isWorthRetrying } from '../platform/api/configure-api.ts';

/** Things that no event keeps true are asked for again after this long. */
const STALE_MS = 30_000;

/** All server state of the page. A refusal is final; a lost connection is tried again. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: STALE_MS,
        retry: (failures, error) => failures < 3 && isWorthRetrying(error),
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false },
    },
  });
}
