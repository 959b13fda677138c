import type { Instance } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { paths } from '../../paths.ts';
import { useSession } from '../../platform/session/this-session.ts';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { TextLink } from '../../ui/TextLink.tsx';
import { useInstance } from '../instance/instance.queries.ts';
import { SetupPendingScreen } from '../instance/SetupPendingScreen.tsx';
import { LoginForm } from './LoginForm.tsx';

export function LoginScreen() {
  const { t } = useTranslation('auth');
  const { data: instance } = useInstance();
  const state = useSession();
  if (instance?.setupRequired) return <SetupPendingScreen />;

  const reason = state.status === 'signed-out' ? state.reason : undefined;
  return (
    <DoorPage
      title={t('login.title')}
      subtitle={instance?.name ?? ' '}
      footer={instance && <NewHere instance={instance} />}
    >
      {reason && (
        <div className="mb-5">
          <AlertBanner tone={reason === 'signed-out' ? 'ok' : 'info'}>
            {t(`ended.${reason}`)}
          </AlertBanner>
        </div>
      )}
      <LoginForm submitLabel={t('login.submit')} />
    </DoorPage>
  );
}

/** What someone without an account or a password can do, honestly. */
function NewHere({ instance: { name, registration } }: { instance: Instance }) {
  const { t } = useTranslation('auth');
  const { search } = useLocation();
  return (
    <div className="flex flex-col gap-1.5">
      {registration === 'open' && (
        <p>
          {t('login.newHere')}{' '}
          <TextLink to={{ pathname: paths.register, search }}>{t('login.toRegister')}</TextLink>
        </p>
      )}
      {registration === 'invite' && <p>{t('login.inviteOnly', { name })}</p>}
      {registration === 'closed' && <p>{t('login.closed', { name })}</p>}
      <p className="text-sm">{t('login.forgot', { name })}</p>
    </div>
  );
}
