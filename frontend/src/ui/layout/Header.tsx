import type { ReactNode } from 'react';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../button/IconButton.tsx';

interface HeaderProps {
  icon?: ReactNode;
  title: string;
  /** A quiet line behind the title; cut off where it does not fit. */
  subtitle?: ReactNode;
  /** Icon buttons and fields at the right. */
  actions?: ReactNode;
  /** On a phone: back to the list. */
  onBack?: () => void;
}

/** The line at the top of the main part. */
export function Header({ icon, title, subtitle, actions, onBack }: HeaderProps) {
  const { t } = useTranslation('common');
  return (
    <header className="flex h-13 shrink-0 items-center gap-2.5 border-b border-line px-4 max-md:h-14 max-md:px-2">
      {onBack && (
        <IconButton
          size="lg"
          className="md:hidden"
          label={t('actions.back')}
          icon={<ArrowLeft size={22} strokeWidth={1.9} />}
          onClick={onBack}
        />
      )}
      {icon && <span className="shrink-0 text-text-3">{icon}</span>}
      <h1 className="shrink-0 truncate text-lg font-[680] max-md:shrink">{title}</h1>
      {subtitle && (
        <div className="min-w-0 flex-1 truncate border-l border-line-2 pl-2.5 text-sm text-text-2 max-md:hidden">
          {subtitle}
        </div>
      )}
      {actions && <div className="ml-auto flex shrink-0 items-center gap-1.5">{actions}</div>}
    </header>
  );
}
