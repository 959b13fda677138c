import { useTranslation } from 'react-i18next';
import { Button } from '../button/Button.tsx';

interface UnsavedChangesBarProps {
  /** Shown while there is something to save. */
  dirty: boolean;
  busy: boolean;
  error?: string | undefined;
  onReset: () => void;
  onSave: () => void;
}

/** Keeps hold of changes until they are saved or taken back. */
export function UnsavedChangesBar({ dirty, busy, error, onReset, onSave }: UnsavedChangesBarProps) {
  const { t } = useTranslation('common');
  if (!dirty && !busy) return null;
  return (
    <div
      role="region"
      aria-label={t('unsaved.title')}
      className="sticky bottom-4 z-10 mt-8 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-xl border border-line bg-float px-4 py-2.5 shadow-float"
    >
      <p
        role={error ? 'alert' : 'status'}
        className={error ? 'min-w-40 flex-1 text-base text-danger' : 'min-w-40 flex-1 text-base'}
      >
        {error ?? t('unsaved.title')}
      </p>
      <div className="ml-auto flex gap-2">
        <Button size="sm" variant="ghost" onClick={onReset}>
          {t('unsaved.reset')}
        </Button>
        <Button size="sm" variant="primary" busy={busy} onClick={onSave}>
          {t('actions.save')}
        </Button>
      </div>
    </div>
  );
}
