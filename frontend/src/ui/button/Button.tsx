import type { ComponentProps, ReactNode } from 'react';
import { cx } from '../cx.ts';
import { Spinner } from '../feedback/Spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger' | 'danger-quiet';
export type ButtonSize = 'sm' | 'md' | 'lg';

const VARIANTS: Record<ButtonVariant, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong',
  secondary:
    'bg-bg-4 text-text-1 shadow-[inset_0_0_0_1px_var(--line)] hover:bg-[color-mix(in_srgb,var(--bg-4),var(--text-1)_9%)]',
  ghost: 'text-text-2 hover:bg-bg-4 hover:text-text-1',
  danger: 'bg-danger-fill text-white hover:brightness-110',
  'danger-quiet': 'text-danger hover:bg-danger-tint',
};

const SIZES: Record<ButtonSize, string> = {
  sm: 'h-8 rounded-sm px-3 text-sm gap-1.5 touch:h-11',
  md: 'h-10 rounded-md px-4 text-base gap-2 touch:h-11',
  lg: 'h-11 rounded-lg px-5 text-base gap-2',
};

/** The looks of a button, for links that act as one. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, wide = false): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center font-[620] whitespace-nowrap select-none no-underline',
    'transition-[background-color,color,opacity,filter] active:opacity-90',
    'disabled:opacity-50 aria-disabled:opacity-50',
    VARIANTS[variant],
    SIZES[size],
    wide && 'w-full',
  );
}

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  wide?: boolean;
  /** Work is under way: shows a ring, keeps its width and focus, and swallows clicks. */
  busy?: boolean;
  /** Not possible now, and why: the button stays reachable and says so on focus and hover. */
  disabledReason?: string | undefined;
  icon?: ReactNode;
}

export function Button({
  variant = 'secondary',
  size = 'md',
  wide = false,
  busy = false,
  disabledReason,
  icon,
  type = 'button',
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const blocked = busy || disabledReason !== undefined;
  return (
    <button
      {...rest}
      // eslint-disable-next-line react/button-has-type -- always set, by default to "button"
      type={blocked && type === 'submit' ? 'button' : type}
      aria-busy={busy || undefined}
      aria-disabled={blocked || undefined}
      data-tip={disabledReason}
      className={cx(buttonClass(variant, size, wide), 'relative', className)}
      onClick={blocked ? undefined : onClick}
    >
      {icon}
      <span className={cx(busy && 'invisible')}>{children}</span>
      {busy && (
        <span className="absolute inset-0 grid place-items-center">
          <Spinner />
        </span>
      )}
    </button>
  );
}
