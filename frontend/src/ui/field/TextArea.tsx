import type { ComponentProps } from 'react';
import { cx } from '../cx.ts';
import { FieldFrame, useFieldIds, wellClass, type FieldTexts } from './FieldFrame.tsx';

export interface TextAreaProps
  extends FieldTexts, Omit<ComponentProps<'textarea'>, 'id' | 'onChange'> {
  value: string;
  onValueChange: (value: string) => void;
}

/** Several lines; grows with the text up to a third of the window. */
export function TextArea({
  label,
  hint,
  error,
  hideLabel = false,
  className,
  onValueChange,
  maxLength,
  ...area
}: TextAreaProps) {
  const ids = useFieldIds({ hint, error });
  const left = maxLength === undefined ? undefined : maxLength - area.value.length;
  return (
    <FieldFrame {...{ ids, label, hint, error, hideLabel, className }}>
      <div className="relative">
        <textarea
          rows={3}
          {...area}
          {...ids}
          maxLength={maxLength}
          className={cx(wellClass, 'field-sizing-content max-h-[34vh] min-h-22 resize-none py-2.5')}
          onChange={(event) => onValueChange(event.target.value)}
        />
        {left !== undefined && left <= 50 && (
          <span className="absolute right-3 bottom-2.5 text-xs text-text-3 tabular">{left}</span>
        )}
      </div>
    </FieldFrame>
  );
}
