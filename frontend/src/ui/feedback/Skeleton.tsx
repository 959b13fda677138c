import { cx } from '../cx.ts';

/** One grey piece of a thing that is on its way; the caller gives the shape by class. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={cx('block animate-pulse rounded-sm bg-bg-4/70', className)}
    />
  );
}

/** Rows of a list: picture and a line, in uneven lengths so that they read as text. */
export function SkeletonRows({ count, avatar = false }: { count: number; avatar?: boolean }) {
  const widths = ['w-3/5', 'w-2/5', 'w-1/2', 'w-3/4'];
  return (
    <div className="flex flex-col gap-3" aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className="flex items-center gap-3">
          {avatar && <Skeleton className="size-8 shrink-0 rounded-full" />}
          <Skeleton className={cx('h-3', widths[index % widths.length])} />
        </div>
      ))}
    </div>
  );
}

/** Two or three lines of somebody's words beside a picture. */
export function SkeletonMessage({ lines = 2 }: { lines?: number }) {
  const widths = ['w-4/5', 'w-3/5', 'w-2/3'];
  return (
    <div className="flex gap-4 py-2" aria-hidden="true">
      <Skeleton className="size-10 shrink-0 rounded-full" />
      <div className="flex min-w-0 flex-1 flex-col gap-2.5 pt-1">
        <Skeleton className="h-3 w-28" />
        {Array.from({ length: lines }, (_, index) => (
          <Skeleton key={index} className={cx('h-3', widths[index % widths.length])} />
        ))}
      </div>
    </div>
  );
}
