import { Unlink } from 'lucide-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { paths } from '../../paths.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { useSession } from '../../platform/session/this-session.ts';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { TextLink } from '../../ui/TextLink.tsx';
import { invitePreviewQuery, isGone } from './invite.queries.ts';
import { InviteCard, InviteCardSkeleton } from './InviteCard.tsx';
import { JoinAsGuest } from './JoinAsGuest.tsx';
import { JoinAsMember } from './JoinAsMember.tsx';

/** Where an invite link leads: who invites, where to, and the way in for new and for known people. */
export function InviteScreen() {
  const { t } = useTranslation('auth');
  const { code = '' } = useParams();
  const state = useSession();
  const { data: invite, error, isRefetching, refetch } = useQuery(invitePreviewQuery(code));

  if (invite) {
    return (
      <InviteCard invite={invite}>
        {state.status === 'signed-in' && <JoinAsMember invite={invite} userId={state.userId} />}
        {(state.status === 'signed-out' || state.status === 'unreachable') && (
          <JoinAsGuest invite={invite} />
        )}
      </InviteCard>
    );
  }
  if (!error) return <InviteCardSkeleton />;
  if (isGone(error)) {
    return (
      <DoorPage
        picture={
          <span className="mb-4 grid size-16 place-items-center rounded-3xl bg-bg-3 text-text-2">
            <Unlink size={28} strokeWidth={1.9} aria-hidden />
          </span>
        }
        title={t('invite.goneTitle')}
        subtitle={t('invite.goneBody')}
        footer={
          <>
            {t('invite.already')} <TextLink to={paths.login}>{t('invite.toLogin')}</TextLink>
          </>
        }
      />
    );
  }
  return (
    <div className="depths grid min-h-full place-items-center">
      <ErrorState
        title={t('invite.failedTitle')}
        reason={problemText(error)}
        retrying={isRefetching}
        onRetry={() => void refetch()}
      />
    </div>
  );
}
