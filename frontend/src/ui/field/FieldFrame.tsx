import { useId, type ReactNode } from 'react';
import { AlertCircle } from 'lucide-react';
import { cx } from '../cx.ts';

export interface FieldTexts {
  label: string;
  /** A quiet line below that helps to fill it in. */
  hint?: ReactNode;
  /** What is wrong and what to do; replaces the hint. */
  error?: string | undefined;
  /** Keep the label for readers only, where the place already says it. */
  hideLabel?: boolean;
}

export interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** Ids that tie a control to its label, hint and error. */
export function useFieldIds({ hint, error }: Pick<FieldTexts, 'hint' | 'error'>): FieldIds {
  const id = useId();
  return {
    id,
    'aria-describedby': error || hint ? `${id}-note` : undefined,
    'aria-invalid': error ? true : undefined,
  };
}

interface FieldFrameProps extends FieldTexts {
  ids: FieldIds;
  children: ReactNode;
  className?: string | undefined;
}

/** Label above, control, and below it the hint or the error. */
export function FieldFrame({
  ids,
  label,
  hint,
  error,
  hideLabel,
  children,
  className,
}: FieldFrameProps) {
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label
        htmlFor={ids.id}
        className={cx('text-sm font-[620] text-text-2', hideLabel && 'sr-only')}
      >
        {label}
      </label>
      {children}
      {(error || hint) && (
        <p
          id={`${ids.id}-note`}
          role={error ? 'alert' : undefined}
          className={cx('flex gap-1.5 text-sm', error ? 'text-danger' : 'text-text-3')}
        >
          {error && (
            <AlertCircle size={15} strokeWidth={2} aria-hidden className="mt-px shrink-0" />
          )}
          <span>{error ?? hint}</span>
        </p>
      )}
    </div>
  );
}

/** The well that text is typed into. */
export const wellClass = cx(
  'w-full rounded-lg border border-line-2 bg-bg-0 px-3.5 text-base text-text-1 outline-offset-0 transition-[border-color]',
  'hover:border-[color-mix(in_srgb,var(--line-2),var(--text-1)_16%)] focus-visible:border-accent focus-visible:outline-1',
  'aria-invalid:border-danger disabled:opacity-60',
);
