import type { Member } from '@kraken/shared';
import { AtSign, CircleUserRound, Hash } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../ui/copy-text.ts';
import { useContextMenu } from '../../ui/menu/useContextMenu.ts';
import { insertIntoBox } from '../messages/composer/insert-into-box.ts';
import { openProfile } from './open-profile.ts';

/** What can be done with a person in the member list. */
export function useMemberMenu({ user }: Member, communityId: string) {
  const { t } = useTranslation('chat');
  return useContextMenu(t('members.menu', { name: user.displayName }), () => [
    {
      id: 'profile',
      label: t('members.profile'),
      icon: CircleUserRound,
      onSelect: () => {
        const panel = document.querySelector<HTMLElement>(`[data-members="${communityId}"]`);
        openProfile(user.id, panel ?? document.body);
      },
    },
    {
      id: 'mention',
      label: t('members.mention'),
      icon: AtSign,
      onSelect: () => insertIntoBox(`@${user.username} `),
    },
    { id: 'id', label: t('copyId'), icon: Hash, onSelect: () => void copyText(user.id) },
  ]);
}
