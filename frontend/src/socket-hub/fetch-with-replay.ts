import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { eventLogOf } from './event-log.ts';

/**
 * Fetches what events keep true. The answer goes into the cache first, then the events that came
 * meanwhile are applied to it, and what stands there afterwards is the query's result.
 */
export async function fetchWithReplay<T>(
  client: QueryClient,
  key: QueryKey,
  fetch: () => Promise<T>,
): Promise<T> {
  const recording = eventLogOf(client).record();
  try {
    const answer = await fetch();
    client.setQueryData<T>(key, answer);
    recording.replay();
    return client.getQueryData<T>(key) ?? answer;
  } finally {
    recording.discard();
  }
}
