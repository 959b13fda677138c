import type { ComponentProps } from 'react';
import { Link } from 'react-router';
import { cx } from './cx.ts';

const look = 'rounded-xs font-[620] text-tint-text no-underline hover:underline';

/** A link within the product, inside a line of text. */
export function TextLink({ className, ...link }: ComponentProps<typeof Link>) {
  return <Link {...link} className={cx(look, className)} />;
}

/** The same look for a button that changes what is shown here. */
export function TextButton({ className, ...button }: ComponentProps<'button'>) {
  return <button type="button" {...button} className={cx(look, 'touch-target', className)} />;
}
