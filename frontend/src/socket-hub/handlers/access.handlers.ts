import { communityKeys } from '../../features/communities/community-keys.ts';
import { dropChannel } from '../../features/communities/snapshot-updates.ts';
import { homeKeys } from '../../features/home/home-keys.ts';
import { removeChannel } from '../../features/home/home-updates.ts';
import { messageKeys } from '../../features/messages/cache/message-keys.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome, updateSnapshot } from './cached.ts';
import { forgetCommunity } from './forget-community.ts';

export const accessHandlers: Handlers<'access.granted' | 'access.revoked'> = {
  // What came into sight is not in the event: ask for it.
  'access.granted': ({ communityId }, client) => {
    void client.invalidateQueries({ queryKey: homeKeys.all });
    void client.invalidateQueries({ queryKey: communityKeys.snapshot(communityId) });
  },
  'access.revoked': (scope, client) => {
    if (!('channelId' in scope)) return forgetCommunity(client, scope.communityId);
    const { communityId, channelId } = scope;
    updateSnapshot(client, communityId, (snapshot) =>
      snapshot.channels.some(({ id }) => id === channelId)
        ? dropChannel(snapshot, channelId)
        : snapshot,
    );
    updateHome(client, (home) => removeChannel(home, communityId, channelId));
    client.removeQueries({ queryKey: messageKeys.window(channelId) });
  },
};
