import type { CommunitySnapshot, Home } from '@kraken/shared';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import {
  FolderPlus,
  Hash,
  LogOut,
  MailCheck,
  MessageSquarePlus,
  Settings,
  Trash2,
  UserPlus,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../ui/copy-text.ts';
import type { MenuEntry } from '../../ui/menu/menu-entry.ts';
import { openCreateCategory, openCreateChannel } from '../channels/dialogs/open-dialogs.ts';
import { homeKeys } from '../home/home-keys.ts';
import { markCommunityRead } from '../home/reads.ts';
import { unreadOfCommunity } from '../home/unread.ts';
import { communityKeys } from './community-keys.ts';
import {
  openCommunitySettings,
  openDeleteCommunity,
  openInvite,
  openLeaveCommunity,
} from './dialogs/open-dialogs.ts';

function factsOf(client: QueryClient, communityId: string) {
  const home = client.getQueryData<Home>(homeKeys.all);
  const community = home?.communities.find(({ id }) => id === communityId);
  const snapshot = client.getQueryData<CommunitySnapshot>(communityKeys.snapshot(communityId));
  return { community, snapshot, isOwner: community?.ownerId === home?.user.id };
}

/** What can be done with a community, from its name or its icon. */
export function useCommunityMenu(communityId: string): () => MenuEntry[] {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  return () => {
    const { community, snapshot, isOwner } = factsOf(client, communityId);
    if (!community) return [];
    const can = (right: CommunitySnapshot['permissions'][number]): boolean =>
      snapshot?.permissions.includes(right) ?? false;
    const entries: (MenuEntry | false | undefined)[] = [
      // Without a snapshot the rights are not known: the server has the last word.
      (!snapshot || can('invite.create')) && {
        id: 'invite',
        label: t('community.invite'),
        icon: UserPlus,
        onSelect: () => openInvite(community),
      },
      {
        id: 'read',
        label: t('community.markRead'),
        icon: MailCheck,
        keys: 'Shift Esc',
        disabledReason: unreadOfCommunity(community).unread ? undefined : t('channel.allRead'),
        onSelect: () => void markCommunityRead(client, communityId),
      },
      can('channel.manage') && { kind: 'separator', id: 'manage' },
      can('channel.manage') && {
        id: 'channel',
        label: t('channel.create'),
        icon: MessageSquarePlus,
        onSelect: () => openCreateChannel(communityId, null),
      },
      can('channel.manage') && {
        id: 'category',
        label: t('category.create'),
        icon: FolderPlus,
        onSelect: () => openCreateCategory(communityId),
      },
      snapshot &&
        can('community.manage') && {
          id: 'settings',
          label: t('community.settings'),
          icon: Settings,
          onSelect: () => openCommunitySettings(snapshot, isOwner),
        },
      { kind: 'separator', id: 'rest' },
      { id: 'id', label: t('copyId'), icon: Hash, onSelect: () => void copyText(communityId) },
      isOwner
        ? {
            id: 'delete',
            label: t('community.delete'),
            icon: Trash2,
            tone: 'danger',
            onSelect: () => openDeleteCommunity(community),
          }
        : {
            id: 'leave',
            label: t('community.leave'),
            icon: LogOut,
            tone: 'danger',
            onSelect: () => openLeaveCommunity(community),
          },
    ];
    return entries.filter((entry) => entry !== false && entry !== undefined);
  };
}
