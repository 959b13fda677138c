import { useQuery } from '@tanstack/react-query';
import { AtSign, Pencil } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button/Button.tsx';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { BottomSheet } from '../../ui/overlay/BottomSheet.tsx';
import { PopoverPanel } from '../../ui/overlay/PopoverPanel.tsx';
import { useIsPhone } from '../../ui/useMediaQuery.ts';
import { currentLocale } from '../../i18n/i18n.ts';
import { useReaderId } from '../home/home.queries.ts';
import { insertIntoBox } from '../messages/composer/insert-into-box.ts';
import { usePresence } from '../presence/usePresence.ts';
import { ProfileCard } from '../users/ProfileCard.tsx';
import { useUser } from '../users/users.queries.ts';
import { memberQuery } from './members.queries.ts';
import { openedProfile, type ProfileRequest } from './open-profile.ts';

/** A person's card beside what was pressed; a sheet on a phone. */
export function ProfilePopup({
  request,
  communityId,
}: {
  request: ProfileRequest;
  communityId: string | undefined;
}) {
  const { t } = useTranslation('chat');
  const isPhone = useIsPhone();
  const [open, setOpen] = useState(true);
  const anchor = useMemo(() => ({ current: request.anchor }), [request]);
  const close = (): void => {
    if (openedProfile.get() === request) openedProfile.set(null);
  };
  const card = (
    <Card userId={request.userId} communityId={communityId} onDone={() => setOpen(false)} />
  );
  if (isPhone) {
    return (
      <BottomSheet title={t('members.profile')} open={open} onOpenChange={setOpen} onClosed={close}>
        {card}
      </BottomSheet>
    );
  }
  if (!open) return null;
  const isAtRight = request.anchor.getBoundingClientRect().left > innerWidth / 2;
  return (
    <PopoverPanel
      anchor={anchor}
      open
      onOpenChange={(next) => !next && close()}
      label={t('members.profile')}
      side={isAtRight ? 'left' : 'right'}
    >
      {card}
    </PopoverPanel>
  );
}

interface CardProps {
  userId: string;
  communityId: string | undefined;
  onDone: () => void;
}

function Card({ userId, communityId, onDone }: CardProps) {
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  const isMe = useReaderId() === userId;
  const user = useUser(userId);
  const presence = usePresence(userId, communityId);
  const { data: member } = useQuery({
    ...memberQuery(communityId ?? '', userId),
    enabled: communityId !== undefined,
  });
  if (!user) return <Skeleton className="m-4 h-48" />;
  return (
    <ProfileCard user={user} presence={presence}>
      {member && (
        <p className="mt-3 text-sm text-text-3">
          {t('members.since', {
            when: new Intl.DateTimeFormat(currentLocale(), { dateStyle: 'long' }).format(
              new Date(member.joinedAt),
            ),
          })}
        </p>
      )}
      <div className="mt-4 flex gap-2">
        {isMe ? (
          <Button
            wide
            icon={<Pencil size={16} strokeWidth={1.9} aria-hidden />}
            onClick={() => {
              onDone();
              void navigate(paths.settings('profile'));
            }}
          >
            {t('members.edit')}
          </Button>
        ) : (
          <Button
            wide
            icon={<AtSign size={16} strokeWidth={1.9} aria-hidden />}
            onClick={() => {
              onDone();
              insertIntoBox(`@${user.username} `);
            }}
          >
            {t('members.mention')}
          </Button>
        )}
      </div>
    </ProfileCard>
  );
}
