import type { CommunitySnapshot, Home } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { communityKeys } from '../../features/communities/community-keys.ts';
import { homeKeys } from '../../features/home/home-keys.ts';
import { removeCommunity } from '../../features/home/home-updates.ts';
import { memberKeys } from '../../features/members/member-keys.ts';
import { messageKeys } from '../../features/messages/cache/message-keys.ts';
import { updateHome } from './cached.ts';

/** Lets go of all that is cached of a community that is gone or out of sight. */
export function forgetCommunity(client: QueryClient, communityId: string): void {
  const snapshot = client.getQueryData<CommunitySnapshot>(communityKeys.snapshot(communityId));
  const home = client.getQueryData<Home>(homeKeys.all);
  const channelIds = new Set([
    ...(snapshot?.channels.map(({ id }) => id) ?? []),
    ...(home?.communities
      .find(({ id }) => id === communityId)
      ?.channels.map(({ channelId }) => channelId) ?? []),
  ]);
  updateHome(client, (known) => removeCommunity(known, communityId));
  for (const channelId of channelIds) {
    client.removeQueries({ queryKey: messageKeys.window(channelId) });
  }
  client.removeQueries({ queryKey: communityKeys.snapshot(communityId) });
  client.removeQueries({ queryKey: communityKeys.invites(communityId) });
  client.removeQueries({ queryKey: memberKeys.list(communityId) });
}
