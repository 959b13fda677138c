import {
  type Anchor,
  captureAnchors,
  isAtEnd,
  isInView,
  restoreAnchors,
  rowElements,
} from './anchor.ts';
import { DIVIDER_KEY, type Row } from './rows.ts';
import { END_ROWS, type Place, rowsFilling, type Slice } from './slice.ts';

/** More rows are put in, or more messages asked for, when this little is left beyond the view. */
const AHEAD_PX = 900;

/** What is drawn now, and what to call when the reader comes near its edges. */
export interface Drawn {
  readonly rows: readonly Row[];
  readonly slice: Slice;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly onNearStart: () => void;
  readonly onNearEnd: () => void;
}

/** What the scroller tells its list. */
export interface ScrollEars {
  /** Known is null while the reader is where they began. */
  place: (change: (known: Place | null) => Place | null) => void;
  end: (isInView: boolean) => void;
  divider: (isAbove: boolean) => void;
}

interface Remembered {
  readonly key: string;
  readonly anchors: readonly Anchor[];
}

/** Where each channel was left, for as long as the page lives. */
const remembered = new Map<string, Remembered>();

/**
 * Scrolling that never jumps. What the reader looks at is noted as a row and its distance from the
 * upper edge; after every change of the list, before it is painted, that row is put back there. A
 * reader at the end stays at the end.
 */
export class MessageScroller {
  readonly firstPlace: Place;
  readonly #channelId: string;
  readonly #ears: ScrollEars;
  readonly #resizes = new ResizeObserver(() => this.settle());
  #view: HTMLElement | null = null;
  #content: HTMLElement | null = null;
  #drawn: Drawn | null = null;
  #anchors: readonly Anchor[] = [];
  #wantsEnd: boolean;
  #hasSeenDivider = false;

  constructor(channelId: string, rows: readonly Row[], ears: ScrollEars) {
    this.#channelId = channelId;
    this.#ears = ears;
    const left = remembered.get(channelId);
    // A place that has been let go of meanwhile is none: begin at the end.
    const isThere = left !== undefined && rows.some(({ key }) => key === left.key);
    this.#anchors = isThere ? left.anchors : [];
    this.#wantsEnd = !isThere;
    this.firstPlace = isThere
      ? { kind: 'around', key: left.key, index: 0 }
      : { kind: 'end', size: rowsFilling(rows, innerHeight) };
  }

  /** The scrolling element; a row that grows or a window that shrinks is answered before the paint. */
  readonly attachView = (view: HTMLElement | null): void => {
    if (this.#view) this.#resizes.unobserve(this.#view);
    this.#view = view;
    if (view) this.#resizes.observe(view);
  };

  readonly attachContent = (content: HTMLElement | null): void => {
    if (this.#content) this.#resizes.unobserve(this.#content);
    this.#content = content;
    if (content) this.#resizes.observe(content);
  };

  /** The list has changed: put the reader back before it is painted. */
  drawn(drawn: Drawn): void {
    this.#drawn = drawn;
    this.settle();
  }

  /** Another divider has not been seen yet. */
  newDivider(): void {
    this.#hasSeenDivider = false;
  }

  settle(): void {
    if (!this.#view || !this.#content) return;
    if (this.#wantsEnd && this.#hasEnd()) this.#view.scrollTop = this.#view.scrollHeight;
    else restoreAnchors(this.#view, this.#content, this.#anchors);
  }

  /** Notes where the reader is and keeps rows ready beyond both edges. */
  readonly look = (): void => {
    const [view, content, drawn] = [this.#view, this.#content, this.#drawn];
    if (!view || !content || !drawn) return;
    this.#anchors = captureAnchors(view, content);
    this.#wantsEnd = this.#hasEnd() && isAtEnd(view);
    this.#ears.end(this.#wantsEnd);
    this.#lookForDivider(view, content, drawn);
    const first = rowElements(content)[0];
    const above = first ? view.scrollTop - first.offsetTop : 0;
    const below = view.scrollHeight - view.scrollTop - view.clientHeight;
    this.#keepRows(drawn, above < AHEAD_PX, below < AHEAD_PX);
  };

  toEnd(): void {
    this.#wantsEnd = true;
    this.#ears.place(() => ({ kind: 'end', size: END_ROWS }));
    this.settle();
  }

  toRow(key: string): void {
    const index = this.#drawn?.rows.findIndex((row) => row.key === key) ?? -1;
    if (index < 0 || !this.#view) return;
    this.#wantsEnd = false;
    this.#anchors = [{ key, offset: this.#view.clientHeight / 4 }];
    this.#ears.place(() => ({ kind: 'around', key, index }));
    this.settle();
  }

  /** The channel is left: its place is remembered unless it was the end. */
  leave(): void {
    const key = this.#anchors[0]?.key;
    if (this.#wantsEnd || key === undefined) remembered.delete(this.#channelId);
    else remembered.set(this.#channelId, { key, anchors: this.#anchors });
  }

  #isEnd(place: Place | null): boolean {
    return (place ?? this.firstPlace).kind === 'end';
  }

  #hasEnd(): boolean {
    const drawn = this.#drawn;
    return drawn !== null && drawn.slice.to === drawn.rows.length && !drawn.hasAfter;
  }

  #lookForDivider(view: HTMLElement, content: HTMLElement, { rows }: Drawn): void {
    if (isInView(view, content, DIVIDER_KEY)) this.#hasSeenDivider = true;
    const firstSeen = this.#anchors[0]?.key;
    const at = rows.findIndex(({ key }) => key === DIVIDER_KEY);
    const isAbove = at >= 0 && at < rows.findIndex(({ key }) => key === firstSeen);
    this.#ears.divider(isAbove && !this.#hasSeenDivider);
  }

  #keepRows(drawn: Drawn, isNearTop: boolean, isNearBottom: boolean): void {
    const { rows, slice } = drawn;
    if ((isNearTop && slice.from > 0) || (isNearBottom && slice.to < rows.length)) {
      const key = this.#anchors[0]?.key ?? '';
      const index = rows.findIndex((row) => row.key === key);
      if (index >= 0) this.#ears.place(() => ({ kind: 'around', key, index }));
    } else if (this.#wantsEnd) {
      this.#ears.place((known) => (this.#isEnd(known) ? known : { kind: 'end', size: END_ROWS }));
    }
    if (isNearTop && slice.from === 0 && drawn.hasBefore) drawn.onNearStart();
    if (isNearBottom && slice.to === rows.length && drawn.hasAfter) drawn.onNearEnd();
  }
}
