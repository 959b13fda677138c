import { useEffect, useRef, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/IconButton.tsx';
import { useIsPhone } from '../useMediaQuery.ts';

interface SidePanelProps {
  /** Names the panel; its heading on a phone. */
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** The column at the right of the main part (236 px); on a phone it covers the page. */
export function SidePanel({ label, onClose, children }: SidePanelProps) {
  const phone = useIsPhone();
  return phone ? (
    <CoveringPanel label={label} onClose={onClose}>
      {children}
    </CoveringPanel>
  ) : (
    <aside
      aria-label={label}
      className="scroll-quiet w-59 shrink-0 overflow-y-auto border-l border-line"
    >
      {children}
    </aside>
  );
}

function CoveringPanel({ label, onClose, children }: SidePanelProps) {
  const { t } = useTranslation('common');
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      className="fixed inset-0 z-20 flex flex-col bg-bg-2 outline-none"
    >
      <header className="flex h-14 shrink-0 items-center border-b border-line pr-2 pl-4">
        <h2 className="flex-1 text-lg font-[680]">{label}</h2>
        <IconButton
          size="lg"
          label={t('actions.close')}
          icon={<X size={22} strokeWidth={1.9} />}
          onClick={onClose}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto pb-[env(safe-area-inset-bottom)]">
        {children}
      </div>
    </aside>
  );
}
