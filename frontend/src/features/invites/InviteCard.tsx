import type { ReactNode } from 'react';
import type { InvitePreview } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../ui/feedback/Skeleton.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { CommunityIcon } from '../../ui/person/CommunityIcon.tsx';

/** The community as a stranger sees it. */
export function InviteCard({ invite, children }: { invite: InvitePreview; children: ReactNode }) {
  const { t } = useTranslation('auth');
  const { community, inviter } = invite;
  return (
    <DoorPage
      picture={<CommunityIcon id={community.id} name={community.name} size={76} className="mb-4" />}
      overline={t('invite.invitedBy', { name: inviter.displayName })}
      title={community.name}
      subtitle={
        <>
          {community.description && <p className="mb-2">{community.description}</p>}
          <p className="flex justify-center gap-4 tabular">
            <span className="flex items-center gap-2">
              <span className="size-2.25 rounded-full bg-ok" aria-hidden="true" />
              {t('invite.online', { count: community.onlineCount })}
            </span>
            <span className="flex items-center gap-2">
              <span className="size-2.25 rounded-full bg-away" aria-hidden="true" />
              {t('invite.members', { count: community.memberCount })}
            </span>
          </p>
        </>
      }
    >
      {children}
    </DoorPage>
  );
}

export function InviteCardSkeleton() {
  const { t } = useTranslation('common');
  return (
    <DoorPage
      picture={<Skeleton className="mb-4 size-19 rounded-3xl" />}
      title={t('loading')}
      subtitle={<Skeleton className="mx-auto mt-2 h-3 w-40" />}
    >
      <div className="flex flex-col gap-6">
        <Skeleton className="h-11 rounded-lg" />
        <Skeleton className="h-11 rounded-lg" />
        <Skeleton className="h-11 rounded-lg" />
      </div>
    </DoorPage>
  );
}
