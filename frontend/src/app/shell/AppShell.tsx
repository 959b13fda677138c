import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from '../../ui/cx.ts';
import { useSwipeRight } from '../../ui/useSwipe.ts';
import { useIsPhone } from '../../ui/useMediaQuery.ts';
import { LineBanner } from './LineBanner.tsx';
import { TabBar } from './TabBar.tsx';
import { UserPanel } from './UserPanel.tsx';

interface AppShellProps {
  /** The communities, 72 px. */
  rail: ReactNode;
  /** On a phone the list takes the rail's width as well. */
  hidesRail: boolean;
  /** What the chosen community or the home lists, 256 px. */
  sidebar: ReactNode;
  main: ReactNode;
  /** On a phone one column shows: the lists, or the main part that covers them. */
  showsMain: boolean;
  /** On a phone: from the main part back to the lists. */
  onBack: () => void;
}

/** The four parts: rail, list with the own panel below, main (which brings its own panel at the right). */
export function AppShell({ rail, hidesRail, sidebar, main, showsMain, onBack }: AppShellProps) {
  const { t } = useTranslation('shell');
  const phone = useIsPhone();
  const swipe = useSwipeRight(onBack);
  const hidesLists = phone && showsMain;
  const hidesMain = phone && !showsMain;

  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-bg-0">
      <a
        href="#main"
        className="sr-only focus-visible:not-sr-only focus-visible:fixed focus-visible:top-2 focus-visible:left-2 focus-visible:z-60 focus-visible:rounded-sm focus-visible:bg-float focus-visible:px-4 focus-visible:py-2"
      >
        {t('skip')}
      </a>
      <LineBanner />
      <div className="flex min-h-0 flex-1">
        <nav
          aria-label={t('regions.communities')}
          className={cx('w-18 shrink-0 bg-bg-0', (hidesLists || (phone && hidesRail)) && 'hidden')}
        >
          {rail}
        </nav>
        <div
          // Alone on a phone, the lists are the page; the element stays the same so that they keep their state.
          role={hidesMain ? 'main' : 'region'}
          aria-label={t('regions.places')}
          className={cx(
            'flex w-64 shrink-0 flex-col bg-bg-1 max-md:w-auto max-md:flex-1',
            hidesLists && 'hidden',
          )}
        >
          {hidesMain && !hidesRail && <h1 className="sr-only">{t('tabs.home')}</h1>}
          <div className="min-h-0 flex-1">{sidebar}</div>
          {!phone && <UserPanel />}
        </div>
        <main
          id="main"
          tabIndex={-1}
          className={cx('min-w-0 flex-1 bg-bg-2 outline-none', hidesMain && 'hidden')}
          {...(hidesLists ? swipe : undefined)}
        >
          {main}
        </main>
      </div>
      {phone && !showsMain && <TabBar />}
    </div>
  );
}
