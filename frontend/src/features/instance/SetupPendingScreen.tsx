import { useTranslation } from 'react-i18next';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { CommandLine } from './CommandLine.tsx';

export const SETUP_LINK_COMMAND = 'npm run setup-link';

/** Nobody owns this Kraken yet: there is nothing to sign in to. */
export function SetupPendingScreen() {
  const { t } = useTranslation('auth');
  return (
    <DoorPage title={t('setup.pending.title')} subtitle={t('setup.pending.body')}>
      <CommandLine command={SETUP_LINK_COMMAND} />
    </DoorPage>
  );
}
