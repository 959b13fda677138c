import type { CommunitySnapshot, Home, HomeCommunity } from '@kraken/shared';
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
import type { TFunction } from 'i18next';
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

type Facts = ReturnType<typeof factsOf> & { community: HomeCommunity };

/** For those who may manage the community; each entry only with its right. */
function manageEntries({ community, snapshot, isOwner }: Facts, t: TFunction<'chat'>): MenuEntry[] {
  const rights = snapshot?.permissions ?? [];
  const canManageChannels = rights.includes('channel.manage');
  const entries: (MenuEntry | false | undefined)[] = [
    canManageChannels && { kind: 'separator', id: 'manage' },
    canManageChannels && {
      id: 'channel',
      label: t('channel.create'),
      icon: MessageSquarePlus,
      onSelect: () => openCreateChannel(community.id, null),
    },
    canManageChannels && {
      id: 'category',
      label: t('category.create'),
      icon: FolderPlus,
      onSelect: () => openCreateCategory(community.id),
    },
    snapshot &&
      rights.includes('community.manage') && {
        id: 'settings',
        label: t('community.settings'),
        icon: Settings,
        onSelect: () => openCommunitySettings(snapshot, isOwner),
      },
  ];
  return entries.filter((entry) => entry !== false && entry !== undefined);
}

/** The way out: the owner ends it, the others leave. */
function endEntry({ community, isOwner }: Facts, t: TFunction<'chat'>): MenuEntry {
  return isOwner
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
      };
}

/** What can be done with a community, from its name or its icon. */
export function useCommunityMenu(communityId: string): () => MenuEntry[] {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  return () => {
    const { community, ...rest } = factsOf(client, communityId);
    if (!community) return [];
    const facts: Facts = { community, ...rest };
    // Without a snapshot the rights are not known: the server has the last word.
    const canInvite = facts.snapshot?.permissions.includes('invite.create') ?? true;
    const invite: MenuEntry = {
      id: 'invite',
      label: t('community.invite'),
      icon: UserPlus,
      onSelect: () => openInvite(community),
    };
    return [
      ...(canInvite ? [invite] : []),
      {
        id: 'read',
        label: t('community.markRead'),
        icon: MailCheck,
        keys: 'Shift Esc',
        disabledReason: unreadOfCommunity(community).unread ? undefined : t('channel.allRead'),
        onSelect: () => void markCommunityRead(client, communityId),
      },
      ...manageEntries(facts, t),
      { kind: 'separator', id: 'rest' },
      { id: 'id', label: t('copyId'), icon: Hash, onSelect: () => void copyText(communityId) },
      endEntry(facts, t),
    ];
  };
}
