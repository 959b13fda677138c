/**
 * Collects work and does it once per frame, so that a burst of events is one paint. A hidden page has
 * no frames: there it waits a moment instead, because titles and other tabs still want the truth.
 */
export class FrameBatch {
  readonly #run: (work: readonly (() => void)[]) => void;
  #waiting: (() => void)[] = [];
  #scheduled = false;
  #fallback: ReturnType<typeof setTimeout> | undefined;

  /** `run` gets all work of a frame, in order of arrival. */
  constructor(run: (work: readonly (() => void)[]) => void) {
    this.#run = run;
  }

  add(work: () => void): void {
    this.#waiting.push(work);
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (!isHidden()) requestAnimationFrame(this.flush);
    // Also for a window that claims to be visible and is covered: it gets no frames either.
    this.#fallback = setTimeout(this.flush, isHidden() ? HIDDEN_WAIT_MS : COVERED_WAIT_MS);
  }

  /** Does everything that waits now. */
  readonly flush = (): void => {
    this.#scheduled = false;
    clearTimeout(this.#fallback);
    const work = this.#waiting;
    if (work.length === 0) return;
    this.#waiting = [];
    this.#run(work);
  };
}

/** Long enough to make one of many, short enough that a title changes at once. */
const HIDDEN_WAIT_MS = 50;
/** Longer than any frame of a page that is drawn at all. */
const COVERED_WAIT_MS = 200;

function isHidden(): boolean {
  return typeof document === 'undefined' || document.visibilityState === 'hidden';
}
