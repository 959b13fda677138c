import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../cx.ts';

const TONES = {
  quiet: 'bg-bg-3 text-text-2',
  accent: 'bg-tint text-tint-text',
  danger: 'bg-count-fill text-white',
};

/** A small word beside a name: a role, "You", "Beta". */
export function Badge({
  tone = 'quiet',
  children,
}: {
  tone?: keyof typeof TONES;
  children: ReactNode;
}) {
  return (
    <span
      className={cx(
        'inline-flex h-4.5 items-center rounded-xs px-1.5 text-2xs font-[650] whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}

interface CountBadgeProps {
  count: number;
  /** What is counted, for readers: "3 mentions". */
  label: string;
  max?: number;
  className?: string;
}

/** A number that wants attention. Draws nothing at zero. */
export function CountBadge({ count, label, max = 99, className }: CountBadgeProps) {
  const { t } = useTranslation('common');
  if (count <= 0) return null;
  return (
    <span
      className={cx(
        'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-full bg-count-fill px-1.25',
        'text-2xs font-bold text-white tabular',
        className,
      )}
    >
      <span aria-hidden="true">{count > max ? t('count.more', { count: max }) : count}</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
