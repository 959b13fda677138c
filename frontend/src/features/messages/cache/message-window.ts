import type { Message } from '@kraken/shared';

/**
 * The loaded stretch of a channel's history: contiguous, ascending by `n`, deleted messages left out.
 * `seq` is the number of the channel's last change that is certainly in it; later ones that came
 * before their forerunners wait in `early`.
 */
export interface MessageWindow {
  readonly items: readonly Message[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly seq: number;
  readonly early: readonly ChannelChange[];
  /** Something is known to be missing: ask for the changes after `seq`. */
  readonly behind: boolean;
}

/** One numbered change of a channel, ready to be applied to a stretch of messages. */
export interface ChannelChange {
  readonly seq: number;
  /** Returns the same list when the change is not about anything in it. */
  readonly apply: (items: readonly Message[], stretch: Stretch) => readonly Message[];
}

/** Which numbers belong between the ends of a window. */
export type Stretch = Pick<MessageWindow, 'hasBefore' | 'hasAfter'>;

/** Whether a message with this number belongs into the stretch, between or at its open ends. */
function belongs(items: readonly Message[], stretch: Stretch, n: number): boolean {
  const first = items[0];
  const last = items.at(-1);
  if (stretch.hasBefore && (first === undefined || n < first.n)) return false;
  return !(stretch.hasAfter && (last === undefined || n > last.n));
}

function placeOf(items: readonly Message[], n: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (items[middle]!.n < n) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Puts a state of a message in its place unless a newer one is there. The nonce of an own send stays,
 * so that its row keeps its identity on the screen.
 */
export function upsert(
  items: readonly Message[],
  stretch: Stretch,
  message: Message,
): readonly Message[] {
  const at = placeOf(items, message.n);
  const known = items[at];
  if (known?.id === message.id) {
    if (known.seq > message.seq) return items;
    if (known.seq === message.seq && sameState(known, message)) return items;
    const kept =
      known.nonce !== undefined && message.nonce === undefined
        ? { ...message, nonce: known.nonce }
        : message;
    return items.with(at, kept);
  }
  if (!belongs(items, stretch, message.n)) return items;
  return items.toSpliced(at, 0, message);
}

/** Equal numbers mean equal content; only an optimistic touch can differ, and it keeps the old spans. */
function sameState(known: Message, next: Message): boolean {
  return (
    known.content === next.content &&
    known.editedAt === next.editedAt &&
    JSON.stringify(known.reactions) === JSON.stringify(next.reactions)
  );
}

export function remove(items: readonly Message[], id: string, n: number): readonly Message[] {
  const at = placeOf(items, n);
  return items[at]?.id === id ? items.toSpliced(at, 1) : items;
}

/** Replaces one message by a function of it; same list when absent or unchanged. */
export function patch(
  items: readonly Message[],
  target: { id: string; n: number },
  change: (message: Message) => Message,
): readonly Message[] {
  const at = placeOf(items, target.n);
  const known = items[at];
  if (known?.id !== target.id) return items;
  const next = change(known);
  return next === known ? items : items.with(at, next);
}
