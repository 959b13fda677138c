import type { Settings, Theme } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { ChoiceCards } from '../../ui/field/ChoiceCards.tsx';
import { RangeField } from '../../ui/field/RangeField.tsx';
import { Switch } from '../../ui/field/Switch.tsx';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { SettingsBlock } from '../../ui/layout/SettingsBlock.tsx';
import { useMe } from '../users/me.queries.ts';
import { ThemePicture } from './ThemePicture.tsx';
import { useSettings } from './useSettings.ts';

const THEMES = ['dark', 'light', 'contrast', 'system'] as const satisfies readonly Theme[];

/** Takes effect at once, on this device and then on all others. */
export function AppearanceSection() {
  const me = useMe();
  return me ? <Appearance stored={me.settings} /> : null;
}

function Appearance({ stored }: { stored: Settings }) {
  const { t } = useTranslation('settings');
  const { settings, change, failed } = useSettings(stored);
  return (
    <>
      {failed && (
        <div className="mb-6">
          <AlertBanner tone="warning">{t('appearance.failed')}</AlertBanner>
        </div>
      )}
      <SettingsBlock title={t('appearance.theme')}>
        <ChoiceCards
          label={t('appearance.theme')}
          hideLabel
          layout="grid"
          value={settings.theme}
          onValueChange={(theme) => change({ theme })}
          choices={THEMES.map((value) => ({
            value,
            label: t(`appearance.themes.${value}`),
            hint: t(`appearance.themeHints.${value}`),
            picture: <ThemePicture theme={value} />,
          }))}
        />
      </SettingsBlock>
      <SettingsBlock>
        <RangeField
          label={t('appearance.scale')}
          valueText={t('appearance.scaleValue', { percent: settings.fontScale })}
          min={80}
          max={150}
          step={5}
          value={settings.fontScale}
          onValueChange={(fontScale) => change({ fontScale })}
        />
      </SettingsBlock>
      <SettingsBlock title={t('appearance.density')}>
        <Switch
          label={t('appearance.compact')}
          hint={t('appearance.compactHint')}
          checked={settings.density === 'compact'}
          onCheckedChange={(compact) => change({ density: compact ? 'compact' : 'cosy' })}
        />
      </SettingsBlock>
    </>
  );
}
