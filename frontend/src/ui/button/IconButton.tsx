import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx.ts';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name, shown as the tooltip. */
  label: string;
  icon: ReactNode;
  /** Keys as written on the keyboard: "Ctrl U". Shown in the tooltip. */
  keys?: string | undefined;
  /** Where the tooltip stands. */
  tipSide?: 'top' | 'bottom' | 'left' | 'right';
  size?: 'sm' | 'md' | 'lg';
  /** On or off, for buttons that toggle something. */
  pressed?: boolean | undefined;
  tone?: 'plain' | 'accent' | 'danger';
  disabledReason?: string | undefined;
}

const SIZES = { sm: 'size-7 rounded-sm', md: 'size-9 rounded-sm', lg: 'size-11 rounded-md' };
const TONES = {
  plain: 'text-text-2 hover:text-text-1',
  accent: 'text-accent',
  danger: 'text-danger',
};

/** A square button with a picture; its name and keys appear as a tooltip (see TooltipLayer). */
export function IconButton({
  label,
  icon,
  keys,
  tipSide,
  size = 'md',
  pressed,
  tone = 'plain',
  disabledReason,
  className,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabledReason ? true : undefined}
      data-tip={disabledReason ?? label}
      data-tip-keys={keys}
      data-tip-side={tipSide}
      className={cx(
        'touch-target inline-grid shrink-0 place-items-center transition-colors hover:bg-bg-4',
        'aria-pressed:bg-bg-3 aria-pressed:text-text-1 aria-expanded:bg-bg-4 aria-expanded:text-text-1',
        'aria-disabled:opacity-45 aria-disabled:hover:bg-transparent',
        SIZES[size],
        TONES[tone],
        className,
      )}
      onClick={disabledReason ? undefined : onClick}
    >
      {icon}
    </button>
  );
}
