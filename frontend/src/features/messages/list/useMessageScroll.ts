import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  type Anchor,
  captureAnchors,
  isAtEnd,
  isInView,
  restoreAnchors,
  rowElements,
} from './anchor.ts';
import { DIVIDER_KEY, type Row } from './rows.ts';
import { END_ROWS, type Place, rowsFilling, type Slice, sliceOf } from './slice.ts';

/** More rows are put in, or more messages asked for, when this little is left beyond the view. */
const AHEAD_PX = 900;

interface ScrollOptions {
  channelId: string;
  rows: readonly Row[];
  hasBefore: boolean;
  hasAfter: boolean;
  /** Where the divider stands: another place is another divider. */
  dividerN: number | null;
  onNearStart: () => void;
  onNearEnd: () => void;
  onEndInView: (isInView: boolean) => void;
}

interface Remembered {
  readonly place: Place;
  readonly anchors: readonly Anchor[];
}

/** Where each channel was left, for as long as the page lives. */
const remembered = new Map<string, Remembered>();

/** The place a channel was left at, or its end when that has been let go of meanwhile. */
function stillThere(known: Remembered | undefined, rows: readonly Row[]): Remembered {
  const { place } = known ?? {};
  if (known && place?.kind === 'around' && rows.some(({ key }) => key === place.key)) return known;
  return { place: { kind: 'end', size: rowsFilling(rows, innerHeight) }, anchors: [] };
}

/** Whether a row stands before the first one that can be seen. */
function isAbove(key: string, firstSeen: string | undefined, rows: readonly Row[]): boolean {
  const at = rows.findIndex((row) => row.key === key);
  return at >= 0 && at < rows.findIndex((row) => row.key === firstSeen);
}

export interface MessageScroll {
  readonly scroller: React.RefObject<HTMLDivElement | null>;
  readonly content: React.RefObject<HTMLDivElement | null>;
  readonly slice: Slice;
  /** The newest row is in view. */
  readonly isAtEnd: boolean;
  /** The "new" divider stands above the view and has not been seen yet. */
  readonly isDividerAbove: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
  /** Brings a row into view, a quarter from the top. */
  readonly toRow: (key: string) => void;
}

/**
 * Scrolling that never jumps. What the reader looks at is noted as a row and its distance from the
 * upper edge; after every change of the list, before it is painted, that row is put back there. A
 * reader at the end stays at the end.
 */
export function useMessageScroll(options: ScrollOptions): MessageScroll {
  const { channelId, rows, hasBefore, hasAfter, dividerN } = options;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [left] = useState(() => stillThere(remembered.get(channelId), rows));
  const [place, setPlace] = useState<Place>(left.place);
  const anchors = useRef<readonly Anchor[]>(left.anchors);
  const wantsEnd = useRef(place.kind === 'end');
  const [atEnd, setAtEnd] = useState(wantsEnd.current);
  const [isDividerAbove, setDividerAbove] = useState(false);
  const hasSeenDivider = useRef(false);
  useEffect(() => {
    hasSeenDivider.current = false;
  }, [dividerN]);
  const slice = sliceOf(rows, place);
  const isEndLoaded = slice.to === rows.length && !hasAfter;
  const latest = useRef({ options, slice, isEndLoaded });
  latest.current = { options, slice, isEndLoaded };

  const settle = useCallback((): void => {
    if (!scroller.current || !content.current) return;
    if (wantsEnd.current && latest.current.isEndLoaded) {
      scroller.current.scrollTop = scroller.current.scrollHeight;
    } else restoreAnchors(scroller.current, content.current, anchors.current);
  }, []);

  /** Notes where the reader is and keeps rows ready beyond both edges. */
  const look = useCallback((): void => {
    const view = scroller.current;
    if (!view || !content.current) return;
    const { options: now, slice: shown, isEndLoaded: hasEnd } = latest.current;
    anchors.current = captureAnchors(view, content.current);
    wantsEnd.current = hasEnd && isAtEnd(view);
    setAtEnd(wantsEnd.current);
    now.onEndInView(wantsEnd.current);
    if (isInView(view, content.current, DIVIDER_KEY)) hasSeenDivider.current = true;
    const isDividerLeft = isAbove(DIVIDER_KEY, anchors.current[0]?.key, now.rows);
    setDividerAbove(isDividerLeft && !hasSeenDivider.current);
    const first = rowElements(content.current)[0];
    const above = first ? view.scrollTop - first.offsetTop : 0;
    const below = view.scrollHeight - view.scrollTop - view.clientHeight;
    const needsAbove = above < AHEAD_PX && shown.from > 0;
    const needsBelow = below < AHEAD_PX && shown.to < now.rows.length;
    if (needsAbove || needsBelow) {
      const key = anchors.current[0]?.key ?? '';
      const index = now.rows.findIndex((row) => row.key === key);
      if (index >= 0) setPlace({ kind: 'around', key, index });
    } else if (wantsEnd.current) {
      setPlace((known) => (known.kind === 'end' ? known : { kind: 'end', size: END_ROWS }));
    }
    if (above < AHEAD_PX && shown.from === 0 && now.hasBefore) now.onNearStart();
    if (below < AHEAD_PX && shown.to === now.rows.length && now.hasAfter) now.onNearEnd();
  }, []);

  useLayoutEffect(settle, [settle, rows, slice.from, slice.to, hasBefore, hasAfter]);

  useEffect(() => {
    look();
  }, [look, rows, slice.from, slice.to, hasBefore, hasAfter]);

  // The rest of the end comes after the first paint of a channel.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      setPlace((known) =>
        known.kind === 'end' && known.size < END_ROWS ? { kind: 'end', size: END_ROWS } : known,
      );
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  // A row that grows, a composer that grows, a window that shrinks: all before the paint.
  useEffect(() => {
    const observer = new ResizeObserver(settle);
    if (content.current) observer.observe(content.current);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, [settle]);

  useEffect(
    () => () => {
      const isEnd = wantsEnd.current;
      const key = anchors.current[0]?.key;
      if (isEnd || key === undefined) remembered.delete(channelId);
      else
        remembered.set(channelId, {
          place: { kind: 'around', key, index: 0 },
          anchors: anchors.current,
        });
    },
    [channelId],
  );

  const toEnd = useCallback((): void => {
    wantsEnd.current = true;
    setPlace({ kind: 'end', size: END_ROWS });
    settle();
  }, [settle]);

  const toRow = useCallback(
    (key: string): void => {
      const index = latest.current.options.rows.findIndex((row) => row.key === key);
      if (index < 0 || !scroller.current) return;
      wantsEnd.current = false;
      anchors.current = [{ key, offset: scroller.current.clientHeight / 4 }];
      setPlace({ kind: 'around', key, index });
      settle();
    },
    [settle],
  );

  return { scroller, content, slice, isAtEnd: atEnd, isDividerAbove, onScroll: look, toEnd, toRow };
}
