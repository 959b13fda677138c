import { useTranslation } from 'react-i18next';
import { cx } from '../cx.ts';

export type Presence = 'online' | 'idle' | 'dnd' | 'offline';

const COLOURS: Record<Presence, string> = {
  online: 'bg-ok',
  idle: 'bg-idle',
  dnd: 'bg-count',
  offline: 'bg-away',
};

/** Presence as a dot; its word is there for readers. */
export function PresenceDot({ presence, className }: { presence: Presence; className?: string }) {
  const { t } = useTranslation('common');
  return (
    <span
      role="img"
      aria-label={t(`presence.${presence}`)}
      className={cx('inline-block rounded-full', COLOURS[presence], className)}
    />
  );
}
