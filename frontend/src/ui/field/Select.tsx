import { useId } from 'react';
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronsUpDown } from 'lucide-react';
import { cx } from '../cx.ts';
import { menuRow, menuSurface } from '../menu/menu-surface.ts';
import { wellClass } from './FieldFrame.tsx';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
}

interface SelectProps<Value extends string> {
  label: string;
  hint?: string;
  options: readonly SelectOption<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  className?: string;
}

/** One choice of a short list. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, hint, options, value, onValueChange, className } = props;
  const id = useId();
  return (
    <Base.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onValueChange(next)}
    >
      <div className={cx('flex flex-col gap-1.5', className)}>
        <Base.Label className="text-sm font-[620] text-text-2">{label}</Base.Label>
        <Base.Trigger
          aria-describedby={hint ? `${id}-hint` : undefined}
          className={cx(wellClass, 'flex h-11 items-center gap-2 text-left')}
        >
          <Base.Value className="min-w-0 flex-1 truncate" />
          <ChevronsUpDown size={17} strokeWidth={1.9} aria-hidden className="text-text-3" />
        </Base.Trigger>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-text-3">
            {hint}
          </p>
        )}
      </div>
      <Base.Portal>
        <Base.Positioner
          alignItemWithTrigger={false}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Base.Popup className={cx(menuSurface, 'min-w-(--anchor-width)')}>
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={menuRow}>
                  <Base.ItemText className="flex-1">{option.label}</Base.ItemText>
                  <Base.ItemIndicator>
                    <Check size={16} strokeWidth={2.2} aria-hidden className="text-accent" />
                  </Base.ItemIndicator>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
