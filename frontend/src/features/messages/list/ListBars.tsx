import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp, MailCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadUntil } from '../messages.queries.ts';
import { timeText } from '../row/message-time.ts';
import type { Row } from './rows.ts';
import type { Reading } from './useReading.ts';

interface NewBarProps {
  channelId: string;
  reading: Reading;
  rows: readonly Row[];
  /** The divider stands above what can be seen. */
  isDividerAbove: boolean;
  hasBefore: boolean;
  onJump: () => void;
}

/** "12 new messages since 10:20", when they begin above the view. */
export function NewBar({
  channelId,
  reading,
  rows,
  isDividerAbove,
  hasBefore,
  onJump,
}: NewBarProps) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const [isSearching, setSearching] = useState(false);
  const { dividerN } = reading;
  if (dividerN === null) return null;
  const divider = rows.findIndex((row) => row.kind === 'new');
  const first = rows[divider + 1];
  const last = rows.findLast((row) => row.kind === 'message');
  const firstLoaded = rows.find((row) => row.kind === 'message');
  // The divider is at the edge of what is loaded: it may belong further up.
  const isBeyond = hasBefore && firstLoaded !== undefined && firstLoaded.message.n > dividerN + 1;
  if (divider < 0 || first?.kind !== 'message' || last === undefined) return null;
  if (!isDividerAbove && !isBeyond) return null;
  const count = last.message.n - dividerN;

  async function jump(): Promise<void> {
    setSearching(true);
    try {
      if (isBeyond) await loadUntil(client, channelId, dividerN!);
    } finally {
      setSearching(false);
    }
    // The rows of what was loaded are there after the next frame.
    requestAnimationFrame(onJump);
  }

  return (
    <div className="absolute inset-x-4 top-2 z-20 flex h-9 items-stretch overflow-hidden rounded-md border border-[color-mix(in_srgb,var(--accent)_45%,transparent)] bg-float text-sm font-[620] text-tint-text shadow-float">
      <button
        type="button"
        className="flex min-w-0 flex-1 items-center gap-2 px-3 text-left outline-offset-[-3px] hover:bg-bg-4"
        aria-busy={isSearching}
        onClick={() => void jump()}
      >
        <ArrowUp size={16} strokeWidth={2.2} aria-hidden className="shrink-0" />
        <span className="truncate">
          {isBeyond
            ? t('list.newMany', { count })
            : t('list.newSince', { count, time: timeText(first.message.createdAt) })}
        </span>
      </button>
      <button
        type="button"
        className="flex items-center gap-1.5 px-3 outline-offset-[-3px] hover:bg-bg-4"
        onClick={reading.finish}
      >
        <span className="max-md:sr-only">{t('list.markRead')}</span>
        <MailCheck size={16} strokeWidth={2.2} aria-hidden />
      </button>
    </div>
  );
}

interface JumpBarProps {
  isHidden: boolean;
  unread: number;
  /** The newest messages are not even loaded. */
  isFar: boolean;
  onJump: () => void;
}

/** The way back to the newest message, and how many came meanwhile. */
export function JumpBar({ isHidden, unread, isFar, onJump }: JumpBarProps) {
  const { t } = useTranslation('chat');
  if (isHidden) return null;
  const text = unread > 0 ? t('list.newBelow', { count: unread }) : isFar ? t('list.old') : '';
  return (
    <button
      type="button"
      onClick={onJump}
      aria-label={t('list.toPresent')}
      data-tip={t('list.toPresent')}
      className="absolute right-5 bottom-3 z-20 flex h-10 items-center gap-2 rounded-full border border-line bg-float px-3 text-sm font-[620] text-text-1 shadow-float hover:bg-bg-4 touch:h-11"
    >
      {text && <span>{text}</span>}
      <ArrowDown size={18} strokeWidth={2} aria-hidden className="text-accent" />
    </button>
  );
}
