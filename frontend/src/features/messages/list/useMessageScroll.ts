import { useEffect, useLayoutEffect, useState } from 'react';
import { type Drawn, MessageScroller } from './message-scroller.ts';
import { END_ROWS, type Place, type Slice, sliceOf } from './slice.ts';

interface ScrollOptions extends Omit<Drawn, 'slice'> {
  channelId: string;
  /** Where the divider stands: another place is another divider. */
  dividerN: number | null;
  onEndInView: (isInView: boolean) => void;
}

export interface MessageScroll {
  readonly scroller: MessageScroller;
  readonly slice: Slice;
  /** The newest row is in view. */
  readonly isAtEnd: boolean;
  /** The "new" divider stands above the view and has not been seen yet. */
  readonly isDividerAbove: boolean;
}

/** Ties a scroller to the list that React draws. One per channel: the list is mounted anew for another. */
export function useMessageScroll(options: ScrollOptions): MessageScroll {
  const { channelId, dividerN, onEndInView, rows, hasBefore, hasAfter } = options;
  // Null until the reader moves: the scroller knows where they begin.
  const [moved, setPlace] = useState<Place | null>(null);
  const [isAtEnd, setAtEnd] = useState(true);
  const [isDividerAbove, setDividerAbove] = useState(false);
  const [scroller] = useState(
    () =>
      new MessageScroller(channelId, rows, {
        place: (change) => setPlace((known) => change(known)),
        end: setAtEnd,
        divider: setDividerAbove,
      }),
  );
  const slice = sliceOf(rows, moved ?? scroller.firstPlace);

  useLayoutEffect(() => scroller.drawn({ ...options, slice }));

  useEffect(() => {
    scroller.look();
  }, [scroller, rows, slice.from, slice.to, hasBefore, hasAfter]);

  useEffect(() => onEndInView(isAtEnd), [onEndInView, isAtEnd]);
  useEffect(() => scroller.newDivider(), [scroller, dividerN]);
  useEffect(() => () => scroller.leave(), [scroller]);

  // The rest of the end comes after the first paint of a channel.
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (scroller.firstPlace.kind === 'end') {
        setPlace((known) => known ?? { kind: 'end', size: END_ROWS });
      }
    });
    return () => cancelAnimationFrame(frame);
  }, [scroller]);

  return { scroller, slice, isAtEnd, isDividerAbove };
}
