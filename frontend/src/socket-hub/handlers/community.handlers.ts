import { setFacts } from '../../features/communities/snapshot-updates.ts';
import { setCommunity } from '../../features/home/home-updates.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome, updateStructure } from './cached.ts';
import { forgetCommunity } from './forget-community.ts';

export const communityHandlers: Handlers<'community.updated' | 'community.deleted'> = {
  'community.updated': (community, client) => {
    // How many members there are has no version: who came or went since this was written has told it.
    const { memberCount: _count, ...facts } = community;
    const { id: communityId, version } = community;
    updateStructure(client, { communityId, version }, (snapshot) => setFacts(snapshot, facts));
    updateHome(client, (home) => setCommunity(home, facts));
  },
  'community.deleted': ({ communityId }, client) => forgetCommunity(client, communityId),
};
