import type { Channel, CommunitySnapshot, OrderChannels } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import i18next from 'i18next';
import {
  channelCreate,
  channelDelete,
  channelOrder,
  channelUpdate,
} from '../../api-client/sdk.gen.ts';
import type { CreateChannel, UpdateChannel } from '../../api-client/types.gen.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { showToast } from '../../ui/toast/show-toast.ts';
import { communityKeys } from '../communities/community-keys.ts';
import { putChannels } from '../communities/snapshot-updates.ts';
import { orderOf, withOrder } from './channel-tree.ts';

function updateChannels(client: QueryClient, channel: Channel): void {
  client.setQueryData<CommunitySnapshot>(
    communityKeys.snapshot(channel.communityId),
    (snapshot) => snapshot && putChannels(snapshot, [channel]),
  );
}

/** The answer is shown at once; the event that follows carries the version. */
export async function createChannel(
  client: QueryClient,
  communityId: string,
  body: CreateChannel,
): Promise<Channel> {
  const { data } = await channelCreate({ path: { communityId }, body, throwOnError: true });
  updateChannels(client, data);
  return data;
}

export async function updateChannel(
  client: QueryClient,
  channelId: string,
  body: UpdateChannel,
): Promise<void> {
  const { data } = await channelUpdate({ path: { channelId }, body, throwOnError: true });
  updateChannels(client, data);
}

export async function deleteChannel(channelId: string): Promise<void> {
  await channelDelete({ path: { channelId }, throwOnError: true });
}

interface Reordering {
  communityId: string;
  items: OrderChannels['items'];
  isUndo?: boolean;
}

/** Puts the channels in another order, at once on the screen, with a way back. */
export async function orderChannels(
  client: QueryClient,
  { communityId, items, isUndo = false }: Reordering,
): Promise<void> {
  const key = communityKeys.snapshot(communityId);
  const before = client.getQueryData<CommunitySnapshot>(key);
  if (!before) return;
  const undo = orderOf(before.channels);
  client.setQueryData<CommunitySnapshot>(key, {
    ...before,
    channels: withOrder(before.channels, items),
  });
  try {
    const { data } = await channelOrder({
      path: { communityId },
      body: { items },
      throwOnError: true,
    });
    client.setQueryData<CommunitySnapshot>(key, (known) =>
      known && known.version > data.version ? known : data,
    );
    if (isUndo) return;
    showToast({
      title: i18next.t('chat:channel.moved'),
      action: {
        label: i18next.t('chat:undo'),
        onSelect: () => void orderChannels(client, { communityId, items: undo, isUndo: true }),
      },
    });
  } catch (error) {
    showToast({ title: problemText(error), tone: 'danger' });
    void client.invalidateQueries({ queryKey: key });
  }
}
