import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import {
  memo,
  useDeferredValue,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Skeleton } from '../../../ui/feedback/Skeleton.tsx';
import { useIsPhone } from '../../../ui/useMediaQuery.ts';
import { emojiTableQuery, type EmojiTable, searchEmoji } from './emoji-table.ts';
import { recentEmoji } from './recent-emoji.ts';

const COLUMNS = 8;

interface EmojiPickerProps {
  /** `keepsOpen` when Shift is held: several in a row. */
  onPick: (emoji: string, keepsOpen: boolean) => void;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly { emoji: string; name: string }[];
}

/** Search, what was picked lately, and all by groups; arrows walk the grid. */
export function EmojiPicker({ onPick }: EmojiPickerProps) {
  const { t } = useTranslation('chat');
  const isPhone = useIsPhone();
  const [query, setQuery] = useState('');
  const wanted = useDeferredValue(query);
  const [hovered, setHovered] = useState('');
  const grid = useRef<HTMLDivElement>(null);
  const { data: table } = useQuery(emojiTableQuery);
  const sections = table ? sectionsOf(table, wanted, t) : [];

  function pick(target: EventTarget, keepsOpen: boolean): void {
    const emoji = (target as Element).closest<HTMLElement>('[data-emoji]')?.dataset['emoji'];
    if (emoji) onPick(emoji, keepsOpen);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const buttons = [...(grid.current?.querySelectorAll<HTMLElement>('[data-emoji]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: COLUMNS, ArrowUp: -COLUMNS };
    const step = steps[event.key as keyof typeof steps];
    if (event.key === 'Enter' && at < 0 && buttons[0]) {
      event.preventDefault();
      pick(buttons[0], event.shiftKey);
    } else if (step !== undefined && (at >= 0 || step === COLUMNS)) {
      event.preventDefault();
      buttons[at < 0 ? 0 : Math.max(0, Math.min(buttons.length - 1, at + step))]?.focus();
    }
  }

  return (
    // The keys of the grid and of the search box are one thing.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="flex h-105 max-h-[60dvh] flex-col" onKeyDown={onKeyDown}>
      <div className="relative p-2.5">
        <Search
          size={17}
          aria-hidden
          className="absolute top-1/2 left-5 -translate-y-1/2 text-text-3"
        />
        <input
          type="search"
          // The first thing people do is type; on a phone the keyboard would cover what there is to pick.
          autoFocus={!isPhone}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          placeholder={t('emoji.search')}
          aria-label={t('emoji.search')}
          className="h-9 w-full rounded-md border border-line-2 bg-bg-0 pr-3 pl-9 text-sm outline-offset-0 focus-visible:border-accent focus-visible:outline-1"
        />
      </div>
      <div
        ref={grid}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-2.5 pb-2"
        onPointerOver={(event) =>
          setHovered(
            (event.target as Element).closest('[data-emoji]')?.getAttribute('aria-label') ?? '',
          )
        }
      >
        {!table && <Skeleton className="h-60 w-full" />}
        {table && sections.every(({ entries }) => entries.length === 0) && (
          <p className="py-10 text-center text-sm text-text-3">{t('emoji.none')}</p>
        )}
        <Sections sections={sections} onClick={(event) => pick(event.target, event.shiftKey)} />
      </div>
      <p className="h-9 truncate border-t border-line px-4 text-xs leading-9 text-text-3 max-md:hidden">
        {hovered || t('emoji.hint')}
      </p>
    </div>
  );
}

const Sections = memo(function Sections({
  sections,
  onClick,
}: {
  sections: readonly Section[];
  onClick: (event: MouseEvent) => void;
}) {
  return sections.map(
    ({ id, title, entries }) =>
      entries.length > 0 && (
        <section
          key={id}
          aria-label={title}
          className="[contain-intrinsic-size:auto_20rem] [content-visibility:auto]"
        >
          <h3 className="px-1 py-1.5 text-xs font-[620] text-text-3">{title}</h3>
          {/* The buttons are the controls; the grid only hears their clicks together. */}
          {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events */}
          <div className="grid grid-cols-8" onClick={onClick}>
            {entries.map(({ emoji, name }) => (
              <button
                key={emoji}
                type="button"
                data-emoji={emoji}
                aria-label={name}
                className="grid aspect-square place-items-center rounded-sm font-emoji text-[1.375rem] leading-none hover:bg-bg-4 focus-visible:bg-bg-4"
              >
                {emoji}
              </button>
            ))}
          </div>
        </section>
      ),
  );
});

function sectionsOf(
  table: EmojiTable,
  query: string,
  t: ReturnType<typeof useTranslation<'chat'>>['t'],
): Section[] {
  if (query.trim() !== '') {
    const entries = searchEmoji(table, query, 96).map(({ emoji, names }) => ({
      emoji,
      name: `:${names[0]}:`,
    }));
    return [{ id: 'found', title: t('emoji.found'), entries }];
  }
  const recent = recentEmoji().map((emoji) => ({ emoji, name: emoji }));
  return [
    { id: 'recent', title: t('emoji.recent'), entries: recent },
    ...table.map(({ id, entries }) => ({
      id,
      title: t(`emoji.group.${id}`),
      entries: entries.map(({ emoji, names }) => ({ emoji, name: `:${names[0]}:` })),
    })),
  ];
}
