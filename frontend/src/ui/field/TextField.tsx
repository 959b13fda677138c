import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx.ts';
import { FieldFrame, useFieldIds, wellClass, type FieldTexts } from './FieldFrame.tsx';

export interface TextFieldProps
  extends FieldTexts, Omit<ComponentProps<'input'>, 'id' | 'size' | 'onChange'> {
  value: string;
  onValueChange: (value: string) => void;
  /** Stands inside at the end: a mark, a count, a button. */
  trailing?: ReactNode;
  /** Stands between the well and the hint. */
  below?: ReactNode;
}

export function TextField({
  label,
  hint,
  error,
  hideLabel = false,
  trailing,
  below,
  className,
  onValueChange,
  ...input
}: TextFieldProps) {
  const ids = useFieldIds({ hint, error });
  return (
    <FieldFrame {...{ ids, label, hint, error, hideLabel, className }}>
      <div className="relative">
        <input
          type="text"
          {...input}
          {...ids}
          className={cx(wellClass, 'h-11', Boolean(trailing) && 'pr-24')}
          onChange={(event) => onValueChange(event.target.value)}
        />
        {trailing && (
          <div className="absolute inset-y-0 right-1.5 flex items-center text-xs text-text-3">
            {trailing}
          </div>
        )}
      </div>
      {below}
    </FieldFrame>
  );
}
