import { Fragment, type ReactNode } from 'react';
import { ChevronRight, Search } from 'lucide-react';
import { Link } from 'react-router';
import { cx } from '../cx.ts';
import { findSections, type SettingsSection } from './settings-section.ts';

export interface SettingsNavProps {
  sections: readonly SettingsSection[];
  current: string;
  linkTo: (sectionId: string) => string;
  searchLabel: string;
  /** Shown when the search finds no section. */
  emptyText: (query: string) => string;
  /** Below the sections: signing out. */
  footer?: ReactNode;
  query: string;
  onQueryChange: (query: string) => void;
}

export function SettingsNav(props: SettingsNavProps) {
  const { sections, current, linkTo, searchLabel, emptyText, footer, query, onQueryChange } = props;
  const found = findSections(sections, query);
  return (
    <nav
      aria-label={searchLabel}
      className="flex min-h-0 w-full flex-1 flex-col overflow-y-auto px-3 pt-3 pb-6 md:w-62 md:px-3 md:pt-15"
    >
      <div className="relative mb-2">
        <Search
          size={17}
          strokeWidth={1.9}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 -translate-y-1/2 text-text-3"
        />
        <input
          type="search"
          value={query}
          aria-label={searchLabel}
          placeholder={searchLabel}
          className="h-9 w-full rounded-md border border-line bg-bg-0 pr-2 pl-9 text-sm touch:h-11"
          onChange={(event) => onQueryChange(event.target.value)}
        />
      </div>
      {found.map((section, index) => (
        <Fragment key={section.id}>
          {section.group !== found[index - 1]?.group && (
            <h2 className="px-2.5 pt-4 pb-1.5 text-xs font-[620] text-text-3">{section.group}</h2>
          )}
          <SectionLink
            section={section}
            to={linkTo(section.id)}
            isCurrent={section.id === current}
          />
        </Fragment>
      ))}
      {found.length === 0 && <p className="px-2.5 py-4 text-sm text-text-3">{emptyText(query)}</p>}
      {footer && <div className="mt-4 border-t border-line pt-4">{footer}</div>}
    </nav>
  );
}

interface SectionLinkProps {
  section: SettingsSection;
  to: string;
  isCurrent: boolean;
}

function SectionLink({ section, to, isCurrent }: SectionLinkProps) {
  const Icon = section.icon;
  return (
    <Link
      to={to}
      replace
      aria-current={isCurrent ? 'page' : undefined}
      className={cx(
        'flex h-8.5 shrink-0 items-center gap-2.5 rounded-sm px-2.5 text-base font-[540] no-underline transition-colors touch:h-12',
        isCurrent ? 'text-text-1 md:bg-bg-4' : 'text-text-2 hover:bg-bg-3 hover:text-text-1',
      )}
    >
      <Icon size={18} strokeWidth={1.9} aria-hidden className="shrink-0 opacity-80" />
      <span className="flex-1">{section.label}</span>
      <ChevronRight size={18} aria-hidden className="text-text-3 md:hidden" />
    </Link>
  );
}
