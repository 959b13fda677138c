import { useId, type ReactNode } from 'react';
import { cx } from '../cx.ts';

export interface Choice<Value extends string> {
  value: Value;
  label: string;
  hint?: string;
  /** A drawing of what it looks like. */
  picture?: ReactNode;
}

interface ChoiceCardsProps<Value extends string> {
  label: string;
  hideLabel?: boolean;
  choices: readonly Choice<Value>[];
  value: Value;
  onValueChange: (value: Value) => void;
  /** Side by side or below each other. */
  layout?: 'grid' | 'list';
}

/** One of a few, each with a line or a picture that says what it means. Native radio buttons underneath. */
export function ChoiceCards<Value extends string>(props: ChoiceCardsProps<Value>) {
  const { label, hideLabel, choices, value, onValueChange, layout = 'list' } = props;
  const name = useId();
  return (
    <fieldset>
      <legend className={cx('mb-2 text-sm font-[620] text-text-2', hideLabel && 'sr-only')}>
        {label}
      </legend>
      <div
        className={
          layout === 'grid' ? 'grid grid-cols-2 gap-3 lg:grid-cols-4' : 'flex flex-col gap-2'
        }
      >
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={cx(
              'group relative flex gap-3 rounded-lg border border-line p-3.5 transition-colors hover:border-line-2',
              'has-checked:border-accent has-checked:bg-tint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
              layout === 'grid' ? 'flex-col p-2.5' : 'items-center',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              className={cx(
                'size-4.5 shrink-0 accent-(--accent)',
                choice.picture ? 'absolute inset-0 size-full opacity-0' : undefined,
              )}
              onChange={() => onValueChange(choice.value)}
            />
            {choice.picture}
            <span className="min-w-0 px-0.5">
              <span className="block text-base font-[580]">{choice.label}</span>
              {choice.hint && (
                <span className="block text-sm text-text-3 group-has-checked:text-text-2">
                  {choice.hint}
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
