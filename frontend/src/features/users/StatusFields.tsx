import { limits } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/field/Select.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import type { ProfileDraft } from './profile-draft.ts';
import { expiryChoices } from './status-expiry.ts';

interface StatusFieldsProps {
  text: string;
  expiry: ProfileDraft['expiry'];
  /** The present status vanishes by itself at some time, which may be kept. */
  hasExpiry: boolean;
  error: string | undefined;
  onTextChange: (text: string) => void;
  onExpiryChange: (expiry: ProfileDraft['expiry']) => void;
}

/** What one is up to, and until when. */
export function StatusFields(props: StatusFieldsProps) {
  const { text, expiry, hasExpiry, error, onTextChange, onExpiryChange } = props;
  const { t } = useTranslation('settings');
  const choices = hasExpiry ? (['keep', ...expiryChoices] as const) : expiryChoices;
  return (
    <div className="flex flex-wrap gap-3">
      <TextField
        label={t('profile.status')}
        placeholder={t('profile.statusPlaceholder')}
        value={text}
        onValueChange={onTextChange}
        error={error}
        maxLength={limits.statusText.max}
        autoComplete="off"
        className="min-w-48 flex-[2]"
      />
      <Select
        label={t('profile.statusExpiry')}
        options={choices.map((value) => ({ value, label: t(`profile.expiry.${value}`) }))}
        value={expiry}
        onValueChange={onExpiryChange}
        className="min-w-36 flex-1"
      />
    </div>
  );
}
