import type { Channel } from '@kraken/shared';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useImperativeHandle, useMemo, type KeyboardEvent, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { SkeletonMessage } from '../../../ui/feedback/Skeleton.tsx';
import type { MessageWindow } from '../cache/message-window.ts';
import { letGoOfOld, loadBeyond, loadPresent } from '../messages.queries.ts';
import { DayRow, NewRow, StartRow } from '../row/DividerRows.tsx';
import { MessageRow } from '../row/MessageRow.tsx';
import { PendingRow } from '../row/PendingRow.tsx';
import type { OutboxItem } from '../outbox/outbox-item.ts';
import { JumpBar, NewBar } from './ListBars.tsx';
import { DIVIDER_KEY, type Row, rowsOf } from './rows.ts';
import type { Reading } from './useReading.ts';
import { useMessageScroll } from './useMessageScroll.ts';

/** What the rest of the channel may ask of its list. */
export interface MessageListHandle {
  toEnd: () => void;
  toMessage: (messageId: string) => void;
}

interface MessageListProps {
  channel: Channel;
  window: MessageWindow;
  pending: readonly OutboxItem[];
  readerId: string;
  reading: Reading;
  editingId: string | null;
  onEndInView: (isInView: boolean) => void;
  ref: Ref<MessageListHandle>;
}

/** The messages of a channel, as long as its history: only rows near the view are in the document. */
export function MessageList(props: MessageListProps) {
  const { channel, window, pending, readerId, reading, editingId, onEndInView, ref } = props;
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const { items, hasBefore, hasAfter } = window;
  const rows = useMemo(
    () =>
      rowsOf({
        messages: items,
        hasStart: !hasBefore,
        // They stand at the present, which is elsewhere while the reader walks through history.
        pending: hasAfter ? [] : pending,
        readerId,
        readN: reading.dividerN,
      }),
    [items, hasBefore, hasAfter, pending, readerId, reading.dividerN],
  );
  const { scroller, slice, isAtEnd, isDividerAbove } = useMessageScroll({
    channelId: channel.id,
    rows,
    hasBefore,
    hasAfter,
    dividerN: reading.dividerN,
    onNearStart: () => void loadBeyond(client, channel.id, 'before'),
    onNearEnd: () => void loadBeyond(client, channel.id, 'after'),
    onEndInView,
  });

  useEffect(() => {
    if (isAtEnd) letGoOfOld(client, channel.id);
  }, [client, channel.id, isAtEnd, items.length]);

  const { attachView, attachContent, look } = scroller;

  async function toPresent(): Promise<void> {
    await loadPresent(client, channel.id);
    scroller.toEnd();
  }

  useImperativeHandle(ref, () => ({
    toEnd: () => void toPresent(),
    toMessage: (messageId) => {
      const row = rows.find((known) => known.kind === 'message' && known.message.id === messageId);
      if (!row) return;
      scroller.toRow(row.key);
      requestAnimationFrame(() => pointOut(messageId));
    },
  }));

  const shown = rows.slice(slice.from, slice.to);
  const isCutAbove = slice.from > 0 || hasBefore;
  const isCutBelow = slice.to < rows.length || hasAfter;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <NewBar
        reading={reading}
        rows={rows}
        isDividerAbove={isDividerAbove}
        hasBefore={hasBefore}
        onJump={() => scroller.toRow(DIVIDER_KEY)}
        channelId={channel.id}
      />
      {/* The list takes the focus so that arrows walk it and the page keys scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={attachView}
        role="log"
        aria-live="off"
        aria-label={t('list.label', { name: channel.name })}
        aria-busy={isCutAbove}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll container
        tabIndex={0}
        className="relative min-h-0 flex-1 overflow-y-auto overscroll-contain outline-offset-[-2px] [overflow-anchor:none]"
        onScroll={look}
        onKeyDown={walk}
      >
        <div ref={attachContent} className="flex min-h-full flex-col justify-end pb-5">
          {isCutAbove && <Filler />}
          {shown.map((row) => (
            <div key={row.key} data-key={row.key} className="chat-row [contain:layout_style]">
              <RowView row={row} channel={channel} editingId={editingId} />
            </div>
          ))}
          {isCutBelow && <Filler />}
        </div>
      </div>
      <JumpBar
        isHidden={isAtEnd}
        unread={reading.unread}
        isFar={hasAfter}
        onJump={() => void toPresent()}
      />
    </div>
  );
}

function RowView({
  row,
  channel,
  editingId,
}: {
  row: Row;
  channel: Channel;
  editingId: string | null;
}) {
  switch (row.kind) {
    case 'start':
      return <StartRow channel={channel} />;
    case 'day':
      return <DayRow day={row.day} />;
    case 'new':
      return <NewRow />;
    case 'message':
      return (
        <div className={row.isHead ? 'mt-3.5' : undefined}>
          <MessageRow
            message={row.message}
            isHead={row.isHead}
            isEditing={row.message.id === editingId}
          />
        </div>
      );
    case 'pending':
      return (
        <div className={row.isHead ? 'mt-3.5' : undefined}>
          <PendingRow item={row.item} isHead={row.isHead} />
        </div>
      );
  }
}

/** Stands where rows are on their way, in their shape. */
function Filler() {
  return (
    <div className="px-5 max-md:px-4">
      {[2, 1, 3, 2, 1, 2].map((lines, index) => (
        <SkeletonMessage key={index} lines={lines} />
      ))}
    </div>
  );
}

/** Lets the eye find the message that was jumped to. */
function pointOut(messageId: string): void {
  const row = document.querySelector(`[data-message="${messageId}"]`);
  row?.animate([{ backgroundColor: 'var(--tint)' }, { backgroundColor: 'transparent' }], {
    duration: 2_000,
    easing: 'ease-in',
  });
}

/** Arrows move the focus from message to message. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const isInText = event.target instanceof HTMLTextAreaElement;
  if (step === undefined || isInText || event.altKey || event.ctrlKey || event.metaKey) return;
  const messages = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-message]')];
  const at = messages.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? messages.at(-1) : messages[at + step];
  if (!next) return;
  event.preventDefault();
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'nearest' });
}
