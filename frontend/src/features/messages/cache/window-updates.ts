import type { ChangePage, Message, MessagePage } from '@kraken/shared';
import { type ChannelChange, type MessageWindow, remove, upsert } from './message-window.ts';

/** A window that holds exactly one page. */
export function windowOf(page: MessagePage): MessageWindow {
  return {
    items: page.items,
    hasBefore: page.hasBefore,
    hasAfter: page.hasAfter,
    seq: page.seq,
    early: [],
    behind: false,
  };
}

/**
 * Applies one change in its turn. A repeat changes nothing; a change that comes too early waits and
 * leaves the window `behind`, until the missing ones come or are fetched.
 */
export function applyChange(window: MessageWindow, change: ChannelChange): MessageWindow {
  if (change.seq <= window.seq) return window;
  if (change.seq > window.seq + 1) return waitFor(window, change);
  return drain({ ...window, items: change.apply(window.items, window), seq: change.seq });
}

function waitFor(window: MessageWindow, change: ChannelChange): MessageWindow {
  const at = window.early.findIndex(({ seq }) => seq >= change.seq);
  if (at >= 0 && window.early[at]!.seq === change.seq) return window;
  const early = window.early.toSpliced(at < 0 ? window.early.length : at, 0, change);
  return { ...window, early, behind: true };
}

/** Applies the waiting changes whose turn has come. */
function drain(window: MessageWindow): MessageWindow {
  if (window.early.length === 0) return window;
  let { items, seq } = window;
  let taken = 0;
  for (const change of window.early) {
    if (change.seq > seq + 1) break;
    if (change.seq === seq + 1) {
      items = change.apply(items, window);
      seq = change.seq;
    }
    taken++;
  }
  const early = taken === 0 ? window.early : window.early.slice(taken);
  return { ...window, items, seq, early, behind: window.behind && early.length > 0 };
}

/** Takes in a page of `channel.changes`: the latest state of everything that changed after `seq`. */
export function applyChangePage(window: MessageWindow, page: ChangePage): MessageWindow {
  let items = window.items;
  for (const item of page.items) {
    items = 'deleted' in item ? remove(items, item.id, item.n) : upsert(items, window, item);
  }
  const reached = page.more ? (page.items.at(-1)?.seq ?? page.seq) : page.seq;
  const caughtUp = drain({ ...window, items, seq: Math.max(window.seq, reached), behind: true });
  return { ...caughtUp, behind: page.more || caughtUp.early.length > 0 };
}

/** Joins the page that lies directly before (or after) the window to it. */
export function joinPage(
  window: MessageWindow,
  page: MessagePage,
  side: 'before' | 'after',
): MessageWindow {
  const first = window.items[0]?.n ?? Infinity;
  const last = window.items.at(-1)?.n ?? -Infinity;
  const joined: MessageWindow =
    side === 'before'
      ? {
          ...window,
          items: [...page.items.filter(({ n }) => n < first), ...window.items],
          hasBefore: page.hasBefore,
        }
      : {
          ...window,
          items: [...window.items, ...page.items.filter(({ n }) => n > last)],
          hasAfter: page.hasAfter,
        };
  // A page read before changes that the window already knows lacks them: go back and fetch them again.
  return page.seq < window.seq ? { ...joined, seq: page.seq, behind: true } : joined;
}

/** Lets go of messages far from the reader so that long walks through history stay light. */
export function trim(window: MessageWindow, keep: number, side: 'before' | 'after'): MessageWindow {
  if (window.items.length <= keep) return window;
  return side === 'before'
    ? { ...window, items: window.items.slice(-keep), hasBefore: true }
    : { ...window, items: window.items.slice(0, keep), hasAfter: true };
}

/** Puts in the answer of an own request without claiming to know what else happened meanwhile. */
export function putAnswer(window: MessageWindow, message: Message): MessageWindow {
  const items = upsert(window.items, window, message);
  return items === window.items ? window : { ...window, items };
}
