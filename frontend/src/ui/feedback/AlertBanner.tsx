import type { ReactNode } from 'react';
import { CheckCircle2, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { cx } from '../cx.ts';

export type AlertTone = 'info' | 'ok' | 'warning' | 'danger';

const LOOKS: Record<AlertTone, { box: string; icon: string; Icon: LucideIcon }> = {
  info: { box: 'bg-bg-3', icon: 'text-text-2', Icon: Info },
  ok: { box: 'bg-tint', icon: 'text-accent', Icon: CheckCircle2 },
  warning: { box: 'bg-hit', icon: 'text-idle', Icon: TriangleAlert },
  danger: { box: 'bg-danger-tint', icon: 'text-danger', Icon: TriangleAlert },
};

interface AlertBannerProps {
  tone?: AlertTone;
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

/** Says what happened and what to do, where it happened. Read aloud when it appears. */
export function AlertBanner({ tone = 'info', title, children, action }: AlertBannerProps) {
  const { box, icon, Icon } = LOOKS[tone];
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={cx('flex items-start gap-3 rounded-lg px-3.5 py-3 text-base text-text-1', box)}
    >
      <Icon size={20} strokeWidth={1.9} aria-hidden className={cx('mt-px shrink-0', icon)} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-[620]">{title}</p>}
        {children && <div className={cx(title && 'mt-0.5 text-text-2')}>{children}</div>}
      </div>
      {action}
    </div>
  );
}
