import type { ReactNode } from 'react';

interface EmptyStateProps {
  /** A large quiet picture: a Lucide icon at 28, or the mark. */
  icon?: ReactNode;
  title: string;
  /** `h1` where it is all that the page shows. */
  heading?: 'h1' | 'h2';
  children?: ReactNode;
  /** One thing to do. */
  action?: ReactNode;
}

/** Nothing here yet: a line and one action. */
export function EmptyState({
  icon,
  title,
  heading: Heading = 'h2',
  children,
  action,
}: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-100 flex-col items-center px-6 py-10 text-center">
      {icon && (
        <div className="mb-4 grid size-16 place-items-center rounded-2xl bg-bg-3 text-accent">
          {icon}
        </div>
      )}
      <Heading className="text-xl font-[680]">{title}</Heading>
      {children && <div className="mt-1.5 text-base text-text-2">{children}</div>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2.5">{action}</div>}
    </div>
  );
}
