import { useTranslation } from 'react-i18next';
import { cx } from '../cx.ts';
import { passwordStrength } from './password-strength.ts';

interface StrengthMeterProps {
  password: string;
  /** Words a guesser tries first: the person's own names. */
  forbidden?: readonly string[] | undefined;
}

/** Four bars below a new password. */
export function StrengthMeter({ password, forbidden }: StrengthMeterProps) {
  const { t } = useTranslation('common');
  const { bars, level } = passwordStrength(password, forbidden);
  const text = t(`password.level.${level}`);
  const colour = bars <= 1 ? 'bg-count' : bars === 2 ? 'bg-idle' : 'bg-accent';
  return (
    <div
      role="meter"
      aria-label={t('password.strength')}
      aria-valuemin={0}
      aria-valuemax={4}
      aria-valuenow={bars}
      aria-valuetext={text}
      className="flex gap-1.5 py-0.5"
    >
      {[1, 2, 3, 4].map((step) => (
        <span
          key={step}
          className={cx(
            'h-1 flex-1 rounded-full transition-colors',
            step <= bars ? colour : 'bg-line-2',
          )}
        />
      ))}
    </div>
  );
}
