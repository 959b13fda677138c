import { LoaderCircle } from 'lucide-react';
import { cx } from '../cx.ts';

/** A turning ring; silent for readers, whoever shows it says what is being waited for. */
export function Spinner({ size = 18, className }: { size?: number; className?: string }) {
  return (
    <LoaderCircle
      size={size}
      strokeWidth={2.2}
      aria-hidden="true"
      className={cx('animate-spin', className)}
    />
  );
}
