import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button } from '../../ui/button/Button.tsx';
import { SettingsLayout } from '../../ui/layout/SettingsLayout.tsx';
import { InstanceSettings } from '../instance/InstanceSettings.tsx';
import { useMe } from '../users/me.queries.ts';
import { AccountSection } from './AccountSection.tsx';
import { AppearanceSection } from './AppearanceSection.tsx';
import { LanguageSection } from './LanguageSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { ShortcutList } from './ShortcutList.tsx';
import { firstSection, sectionsFor, type SectionId } from './settings-sections.ts';

interface SettingsScreenProps {
  /** From the address; absent on a phone means the list. */
  section: string | undefined;
  onClose: () => void;
  onBackToList: () => void;
}

const PAGES: Record<SectionId, () => React.ReactNode> = {
  account: () => <AccountSection />,
  profile: () => <ProfileSection />,
  sessions: () => <SessionsSection />,
  appearance: () => <AppearanceSection />,
  language: () => <LanguageSection />,
  shortcuts: () => <ShortcutList />,
  instance: () => <InstanceSettings />,
};

/** Settings of the person and, for those who may, of the instance. */
export function SettingsScreen({ section, onClose, onBackToList }: SettingsScreenProps) {
  const { t } = useTranslation('settings');
  const me = useMe();
  const sections = sectionsFor(t, me?.rights.includes('instance.manage') ?? false);
  const current = sections.find(({ id }) => id === section)?.id ?? firstSection;
  return (
    <SettingsLayout
      title={t('title')}
      sections={sections}
      current={current}
      linkTo={paths.settings}
      showsSection={section !== undefined}
      searchLabel={t('search')}
      emptyText={(query) => t('noResults', { query })}
      onClose={onClose}
      onBackToList={onBackToList}
      footer={
        <Button
          variant="danger-quiet"
          size="sm"
          wide
          className="justify-start! px-2.5!"
          icon={<LogOut size={18} strokeWidth={1.9} aria-hidden />}
          onClick={() => void session.signOut()}
        >
          {t('signOut')}
        </Button>
      }
    >
      {PAGES[current]()}
    </SettingsLayout>
  );
}
