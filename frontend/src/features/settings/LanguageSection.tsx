import type { Settings } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { languages } from '../../i18n/i18n.ts';
import { Select } from '../../ui/field/Select.tsx';
import { useMe, useUpdateMe } from '../users/me.queries.ts';

export function LanguageSection() {
  const { t, i18n } = useTranslation('settings');
  const me = useMe();
  const update = useUpdateMe();

  function choose(language: Settings['language']) {
    void i18n.changeLanguage(language);
    update.mutate({ settings: { language } });
  }

  return (
    <Select
      label={t('language.label')}
      hint={t('language.hint')}
      options={languages.map((value) => ({ value, label: t(`language.names.${value}`) }))}
      value={me?.settings.language ?? 'en'}
      onValueChange={choose}
      className="max-w-80"
    />
  );
}
