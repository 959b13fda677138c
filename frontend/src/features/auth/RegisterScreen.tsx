import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { paths } from '../../paths.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { TextLink } from '../../ui/TextLink.tsx';
import { useInstance } from '../instance/instance.queries.ts';
import { SetupPendingScreen } from '../instance/SetupPendingScreen.tsx';
import { RegisterForm } from './RegisterForm.tsx';

export function RegisterScreen() {
  const { t } = useTranslation(['auth', 'common']);
  const { search } = useLocation();
  const { data: instance, error, isRefetching, refetch } = useInstance();

  const footer = (
    <p>
      {t('register.already')}{' '}
      <TextLink to={{ pathname: paths.login, search }}>{t('register.toLogin')}</TextLink>
    </p>
  );

  if (!instance) {
    return (
      <DoorPage title={t('register.title')} footer={footer}>
        {error && (
          <ErrorState
            title={t('common:unreachable.title')}
            reason={problemText(error)}
            retrying={isRefetching}
            onRetry={() => void refetch()}
          />
        )}
      </DoorPage>
    );
  }

  const { name, registration, setupRequired } = instance;
  if (setupRequired) return <SetupPendingScreen />;
  if (registration !== 'open') {
    const kind = registration === 'invite' ? 'invite' : 'closed';
    return (
      <DoorPage
        title={t(`register.${kind}Title`)}
        subtitle={t(`register.${kind}Body`, { name })}
        footer={footer}
      />
    );
  }
  return (
    <DoorPage
      title={t('register.title')}
      subtitle={t('register.subtitle', { name })}
      footer={footer}
    >
      <RegisterForm submitLabel={t('register.submit')} />
    </DoorPage>
  );
}
