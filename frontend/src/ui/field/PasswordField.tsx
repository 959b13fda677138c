import { useState } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/IconButton.tsx';
import { StrengthMeter } from './StrengthMeter.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

interface PasswordFieldProps extends Omit<TextFieldProps, 'type' | 'trailing' | 'below'> {
  /** A new password shows how strong it is. */
  meter?: boolean;
  forbidden?: readonly string[];
}

export function PasswordField({ meter = false, forbidden, ...field }: PasswordFieldProps) {
  const { t } = useTranslation('common');
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      {...field}
      type={shown ? 'text' : 'password'}
      autoCapitalize="none"
      spellCheck={false}
      below={meter && <StrengthMeter password={field.value} forbidden={forbidden} />}
      trailing={
        <IconButton
          size="sm"
          label={shown ? t('password.hide') : t('password.show')}
          icon={<Icon size={18} strokeWidth={1.9} />}
          onClick={() => setShown(!shown)}
        />
      }
    />
  );
}
