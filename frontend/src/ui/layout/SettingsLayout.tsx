import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ArrowLeft, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/IconButton.tsx';
import { cx } from '../cx.ts';
import { Kbd } from '../Kbd.tsx';
import { SettingsNav, type SettingsNavProps } from './SettingsNav.tsx';

interface SettingsLayoutProps extends Omit<SettingsNavProps, 'query' | 'onQueryChange'> {
  title: string;
  /** On a phone the list comes first; a section covers it. */
  showsSection: boolean;
  onBackToList: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** Settings fill the window: sections on the left, the chosen one beside them, Esc goes back. */
export function SettingsLayout(props: SettingsLayoutProps) {
  const { title, showsSection, onBackToList, onClose, children, ...nav } = props;
  const { t } = useTranslation('common');
  const [query, setQuery] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const page = useRef<HTMLElement>(null);
  const current = nav.sections.find(({ id }) => id === nav.current);

  useEffect(() => {
    root.current?.focus();
  }, []);
  useEffect(() => {
    page.current?.scrollTo(0, 0);
  }, [nav.current]);

  // Menus and dialogs above take their own Escape and mark it as used.
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onClose();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onClose]);

  return (
    <div
      ref={root}
      tabIndex={-1}
      role="dialog"
      aria-modal="true"
      aria-label={title}
      className="fixed inset-0 z-30 flex bg-bg-2 outline-none"
    >
      <div
        className={cx(
          'flex w-full flex-col bg-bg-1 md:w-[max(17.5rem,calc(50vw-24rem))] md:items-end',
          showsSection && 'max-md:hidden',
        )}
      >
        <header className="flex h-13 w-full items-center gap-1 border-b border-line px-2 md:hidden">
          <IconButton
            size="lg"
            label={t('actions.close')}
            icon={<ArrowLeft size={22} strokeWidth={1.9} />}
            onClick={onClose}
          />
          <h1 className="text-lg font-[680]">{title}</h1>
        </header>
        <SettingsNav {...nav} query={query} onQueryChange={setQuery} />
      </div>
      <main
        ref={page}
        className={cx('min-w-0 flex-1 overflow-y-auto', !showsSection && 'max-md:hidden')}
      >
        <header className="sticky top-0 z-10 flex h-13 items-center gap-1 border-b border-line bg-bg-2 px-2 md:hidden">
          <IconButton
            size="lg"
            label={t('actions.back')}
            icon={<ArrowLeft size={22} strokeWidth={1.9} />}
            onClick={onBackToList}
          />
          <h1 className="text-lg font-[680]">{current?.label}</h1>
        </header>
        <div className="flex gap-6 px-5 md:pr-6 md:pl-10">
          <div className="w-full max-w-176 min-w-0 pt-6 pb-20 md:pt-15">
            <h1 className="mb-5 text-xl font-bold max-md:hidden">{current?.label}</h1>
            {children}
          </div>
          <div className="sticky top-15 hidden h-fit flex-col items-center gap-1.5 pt-0 md:flex">
            <IconButton
              label={t('actions.close')}
              icon={<X size={20} strokeWidth={1.9} />}
              className="rounded-full border border-line-2"
              onClick={onClose}
            />
            <Kbd keys="Esc" />
          </div>
        </div>
      </main>
    </div>
  );
}
