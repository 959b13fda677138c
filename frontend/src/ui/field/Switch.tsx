import { useId, type ReactNode } from 'react';
import { Switch as Base } from '@base-ui/react/switch';
import { cx } from '../cx.ts';

interface SwitchProps {
  label: string;
  hint?: ReactNode;
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  disabled?: boolean;
}

/** A setting that is on or off at once; the whole row is the target. */
export function Switch({ label, hint, checked, onCheckedChange, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-center gap-4 py-2 touch:min-h-11">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block text-base font-[560]">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-text-3">
            {hint}
          </p>
        )}
      </div>
      <Base.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onCheckedChange}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cx(
          'touch-target relative h-6 w-10.5 shrink-0 rounded-full bg-text-3 p-0.75 transition-colors',
          'data-checked:bg-accent data-disabled:opacity-50',
        )}
      >
        <Base.Thumb className="block size-4.5 rounded-full bg-white shadow-[0_1px_2px_rgb(0_0_0/35%)] transition-transform data-checked:translate-x-4.5" />
      </Base.Root>
    </div>
  );
}
