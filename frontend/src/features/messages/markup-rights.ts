import type { CommunitySnapshot, MarkupRights } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { communityKeys } from '../communities/community-keys.ts';

/** What the reader may do by markup in a channel, as far as its community is known here; the server has the last word. */
export function markupRights(client: QueryClient, channelId: string): MarkupRights {
  const snapshots = client.getQueriesData<CommunitySnapshot>({ queryKey: communityKeys.all });
  const everyone = snapshots.some(
    ([, snapshot]) =>
      snapshot?.channels.some(({ id }) => id === channelId) &&
      snapshot.permissions.includes('message.mentionEveryone'),
  );
  return { everyone };
}
