import { CircleUserRound, House } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { paths } from '../../paths.ts';
import { cx } from '../../ui/cx.ts';

const tabs = [
  { id: 'home', to: paths.home, icon: House },
  { id: 'you', to: paths.you, icon: CircleUserRound },
] as const;

/** The areas of a phone, within reach of the thumb. */
export function TabBar() {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  const current = pathname.startsWith(paths.you) ? 'you' : 'home';
  return (
    <nav
      aria-label={t('regions.tabs')}
      className="flex shrink-0 border-t border-line bg-bg-1 pb-[env(safe-area-inset-bottom)]"
    >
      {tabs.map(({ id, to, icon: Icon }) => (
        <Link
          key={id}
          to={to}
          aria-current={id === current ? 'page' : undefined}
          className={cx(
            'flex h-14.5 flex-1 flex-col items-center justify-center gap-1 text-2xs font-[620] no-underline -outline-offset-2',
            id === current ? 'text-accent light:text-tint-text' : 'text-text-3',
          )}
        >
          <Icon size={22} strokeWidth={1.9} aria-hidden />
          {t(`tabs.${id}`)}
        </Link>
      ))}
    </nav>
  );
}
