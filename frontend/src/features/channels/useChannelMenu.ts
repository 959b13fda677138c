import type { Channel, CommunitySnapshot } from '@kraken/shared';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { ArrowDown, ArrowUp, Hash, Link, MailCheck, Pencil, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { channelPath } from './paths.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuEntry } from '../../ui/menu/menu-entry.ts';
import { communityKeys } from '../communities/community-keys.ts';
import { findChannel } from '../home/home-updates.ts';
import { homeQuery } from '../home/home.queries.ts';
import { markRead } from '../home/reads.ts';
import { moved, stepTarget } from './channel-tree.ts';
import { holdsMessages } from './channel-types.ts';
import { orderChannels } from './channels.mutations.ts';
import { openDeleteChannel, openEditChannel } from './dialogs/open-dialogs.ts';

interface MenuContext {
  channel: Channel;
  client: QueryClient;
  t: TFunction<'chat'>;
}

/** One step up or down in the list. */
function move({ channel, client }: MenuContext, step: 1 | -1): void {
  const { communityId } = channel;
  const snapshot = client.getQueryData<CommunitySnapshot>(communityKeys.snapshot(communityId));
  const channels = snapshot?.channels ?? [];
  const target = stepTarget(channels, channel.id, step);
  const items = target && moved(channels, channel.id, target);
  if (items) void orderChannels(client, { communityId, items });
}

function readEntries({ channel, client, t }: MenuContext): MenuEntry[] {
  if (!holdsMessages(channel)) return [];
  const state = findChannel(client.getQueryData(homeQuery.queryKey), channel.id);
  return [
    {
      id: 'read',
      label: t('channel.markRead'),
      icon: MailCheck,
      disabledReason: state && state.lastN > state.n ? undefined : t('channel.allRead'),
      onSelect: () => void (state && markRead(client, channel.id, state.lastN)),
    },
    {
      id: 'link',
      label: t('channel.copyLink'),
      icon: Link,
      onSelect: () =>
        void copyText(new URL(channelPath(channel.communityId, channel.id), location.href).href),
    },
  ];
}

function manageEntries(context: MenuContext): MenuEntry[] {
  const { channel, t } = context;
  const isCategory = channel.type === 'category';
  return [
    { kind: 'separator', id: 'manage' },
    {
      id: 'edit',
      label: isCategory ? t('category.edit') : t('channel.edit'),
      icon: Pencil,
      onSelect: () => openEditChannel(channel),
    },
    {
      id: 'up',
      label: t('channel.up'),
      icon: ArrowUp,
      keys: 'Ctrl Shift ↑',
      onSelect: () => move(context, -1),
    },
    {
      id: 'down',
      label: t('channel.down'),
      icon: ArrowDown,
      keys: 'Ctrl Shift ↓',
      onSelect: () => move(context, 1),
    },
    {
      id: 'delete',
      label: isCategory ? t('category.delete') : t('channel.delete'),
      icon: Trash2,
      tone: 'danger',
      onSelect: () => openDeleteChannel(channel),
    },
  ];
}

/** What can be done with a channel or category from the list. */
export function useChannelMenu(channel: Channel, canManage: boolean): () => MenuEntry[] {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const context: MenuContext = { channel, client, t };
  return () => [
    ...readEntries(context),
    { id: 'id', label: t('copyId'), icon: Hash, onSelect: () => void copyText(channel.id) },
    ...(canManage ? manageEntries(context) : []),
  ];
}
