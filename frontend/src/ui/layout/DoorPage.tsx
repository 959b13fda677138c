import type { ReactNode } from 'react';
import { KrakenMark } from '../mark/KrakenMark.tsx';

interface DoorPageProps {
  /** Stands above the title: an icon, otherwise the mark. */
  picture?: ReactNode;
  /** A quiet line above the title. */
  overline?: ReactNode;
  title: string;
  /** A line below the title. */
  subtitle?: ReactNode;
  children?: ReactNode;
  /** Below everything: the way to the other door. */
  footer?: ReactNode;
}

/** A card in the deep: signing in, joining, setting up. On a phone it is the page. */
export function DoorPage({ picture, overline, title, subtitle, children, footer }: DoorPageProps) {
  return (
    <div className="depths flex min-h-full flex-col md:p-6">
      <main className="m-auto w-full max-md:flex max-md:flex-1 max-md:flex-col md:w-105">
        <div className="flex flex-1 flex-col justify-center border-line bg-bg-2 px-6 py-10 max-md:bg-transparent md:rounded-3xl md:border md:px-8 md:py-8 md:shadow-float">
          <header className="mb-7 flex flex-col items-center text-center">
            {picture ?? (
              <span className="mb-4 grid size-16 place-items-center rounded-3xl bg-bg-3 text-accent">
                <KrakenMark size={38} />
              </span>
            )}
            {overline && <p className="mb-1 text-base text-text-3">{overline}</p>}
            <h1 className="text-2xl font-bold tracking-[-0.01em]">{title}</h1>
            {subtitle && <div className="mt-1.5 text-base text-text-2">{subtitle}</div>}
          </header>
          {children}
          {footer && <footer className="mt-6 text-center text-base text-text-3">{footer}</footer>}
        </div>
      </main>
    </div>
  );
}
