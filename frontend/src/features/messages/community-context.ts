import type { Channel } from '@kraken/shared';
import { useQuery } from '@tanstack/react-query';
import { createContext, useContext } from 'react';
import { snapshotQuery } from '../communities/communities.queries.ts';

/** The community whose messages are drawn below here. */
export const CommunityContext = createContext<string>('');

/** A channel of the surrounding community by id. */
export function useCommunityChannel(channelId: string): Channel | undefined {
  const communityId = useContext(CommunityContext);
  return useQuery({
    ...snapshotQuery(communityId),
    enabled: false,
    select: (snapshot) => snapshot.channels.find((channel) => channel.id === channelId),
  }).data;
}
