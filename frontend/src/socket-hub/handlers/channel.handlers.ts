import { dropChannel, putChannels } from '../../features/communities/snapshot-updates.ts';
import { addChannel, removeChannel, setCommunity } from '../../features/home/home-updates.ts';
import { messageKeys } from '../../features/messages/cache/message-keys.ts';
import { holdsMessages } from '../../features/channels/channel-types.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome, updateStructure } from './cached.ts';

type ChannelEvent = 'channel.created' | 'channel.updated' | 'channel.deleted';

export const channelHandlers: Handlers<ChannelEvent> = {
  'channel.created': (event, client) => {
    const { communityId, version, channel } = event;
    updateStructure(client, event, (snapshot) => putChannels(snapshot, [channel]));
    updateHome(client, (home) => {
      const grown = holdsMessages(channel) ? addChannel(home, communityId, channel.id) : home;
      return setCommunity(grown, { id: communityId, version });
    });
  },
  'channel.updated': (event, client) => {
    updateStructure(client, event, (snapshot) => putChannels(snapshot, event.channels));
    updateHome(client, (home) =>
      setCommunity(home, { id: event.communityId, version: event.version }),
    );
  },
  'channel.deleted': (event, client) => {
    const { communityId, version, channelId, moved } = event;
    updateStructure(client, event, (snapshot) =>
      putChannels(dropChannel(snapshot, channelId), moved),
    );
    updateHome(client, (home) =>
      setCommunity(removeChannel(home, communityId, channelId), { id: communityId, version }),
    );
    client.removeQueries({ queryKey: messageKeys.window(channelId) });
  },
};
