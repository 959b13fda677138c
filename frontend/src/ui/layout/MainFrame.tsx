import type { ReactNode } from 'react';

interface MainFrameProps {
  header: ReactNode;
  /** A column at the right, below the header: see SidePanel. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The main part: header on top, content below it, perhaps a panel at its side. The content scrolls itself. */
export function MainFrame({ header, aside, children }: MainFrameProps) {
  return (
    <div className="flex h-full min-w-0 flex-col bg-bg-2">
      {header}
      <div className="flex min-h-0 flex-1">
        <div className="flex min-w-0 flex-1 flex-col">{children}</div>
        {aside}
      </div>
    </div>
  );
}
