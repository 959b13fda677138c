import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../button/Button.tsx';

interface ErrorStateProps {
  title: string;
  /** Why, as far as it is known, and what helps. */
  reason: string;
  retrying?: boolean;
  onRetry?: () => void;
}

/** Something could not be loaded: why, and the way to try again. */
export function ErrorState({ title, reason, retrying = false, onRetry }: ErrorStateProps) {
  const { t } = useTranslation('common');
  return (
    <div
      role="alert"
      className="mx-auto flex max-w-100 flex-col items-center px-6 py-10 text-center"
    >
      <div className="mb-4 grid size-14 place-items-center rounded-2xl bg-danger-tint text-danger">
        <TriangleAlert size={26} strokeWidth={1.9} aria-hidden />
      </div>
      <h2 className="text-lg font-[680]">{title}</h2>
      <p className="mt-1 text-base text-text-2">{reason}</p>
      {onRetry && (
        <Button
          className="mt-5"
          busy={retrying}
          onClick={onRetry}
          icon={<RotateCw size={17} strokeWidth={2} aria-hidden />}
        >
          {t('actions.retry')}
        </Button>
      )}
    </div>
  );
}
