import { useState } from 'react';
import type { InvitePreview } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { TextButton } from '../../ui/TextLink.tsx';
import { LoginForm } from '../auth/LoginForm.tsx';
import { RegisterForm } from '../auth/RegisterForm.tsx';
import { useInstance } from '../instance/instance.queries.ts';
import { useAcceptInvite } from './useAcceptInvite.ts';
import { useEnterCommunity } from './useEnterCommunity.ts';

/** Nobody is signed in: make an account that joins at once, or sign in and join. */
export function JoinAsGuest({ invite }: { invite: InvitePreview }) {
  const { t } = useTranslation('auth');
  const { data: instance } = useInstance();
  const [known, setKnown] = useState(false);
  const enter = useEnterCommunity();
  const accept = useAcceptInvite(invite);
  const isClosed = instance?.registration === 'closed';
  const { name } = invite.community;

  if (known || isClosed) {
    return (
      <>
        {isClosed && (
          <div className="mb-5">
            <AlertBanner>{t('invite.accountsClosed')}</AlertBanner>
          </div>
        )}
        <LoginForm submitLabel={t('invite.loginAndJoin')} onDone={accept.afterSignIn} />
        {!isClosed && (
          <p className="mt-6 text-center text-base text-text-3">
            {t('invite.newHere')}{' '}
            <TextButton onClick={() => setKnown(false)}>{t('invite.toRegister')}</TextButton>
          </p>
        )}
      </>
    );
  }
  return (
    <>
      <RegisterForm
        submitLabel={t('invite.join', { name })}
        inviteCode={invite.code}
        onDone={() => enter(invite.community.id)}
      />
      <p className="mt-6 text-center text-base text-text-3">
        {t('invite.already')}{' '}
        <TextButton onClick={() => setKnown(true)}>{t('invite.toLogin')}</TextButton>
      </p>
    </>
  );
}
