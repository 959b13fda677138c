import { setFacts } from '../../features/communities/snapshot-updates.ts';
import { setCommunity } from '../../features/home/home-updates.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome, updateStructure } from './cached.ts';
import { forgetCommunity } from './forget-community.ts';

export const communityHandlers: Handlers<'community.updated' | 'community.deleted'> = {
  'community.updated': (community, client) => {
    const { id: communityId, version } = community;
    updateStructure(client, { communityId, version }, (snapshot) => setFacts(snapshot, community));
    updateHome(client, (home) => setCommunity(home, community));
  },
  'community.deleted': ({ communityId }, client) => forgetCommunity(client, communityId),
};
