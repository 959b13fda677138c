/** A row and how far below the upper edge of the view its top is, in CSS pixels. */
export interface Anchor {
  readonly key: string;
  readonly offset: number;
}

/** Several, because the first may be the one that is deleted. */
const KEPT = 4;

/** The rows of the document, in order; each carries its key. */
export function rowElements(content: HTMLElement): HTMLCollectionOf<HTMLElement> {
  return content.getElementsByClassName('chat-row') as HTMLCollectionOf<HTMLElement>;
}

/** The first rows that can be seen. */
export function captureAnchors(scroller: HTMLElement, content: HTMLElement): Anchor[] {
  const rows = rowElements(content);
  const top = scroller.scrollTop;
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle]!;
    if (row.offsetTop + row.offsetHeight <= top) low = middle + 1;
    else high = middle;
  }
  const anchors: Anchor[] = [];
  for (let at = low; at < Math.min(rows.length, low + KEPT); at++) {
    const row = rows[at]!;
    anchors.push({ key: row.dataset['key']!, offset: row.offsetTop - top });
  }
  return anchors;
}

function rowOf(content: HTMLElement, key: string): HTMLElement | null {
  return content.querySelector<HTMLElement>(`.chat-row[data-key="${CSS.escape(key)}"]`);
}

/** Whether a row is in the document and at least partly in the view. */
export function isInView(scroller: HTMLElement, content: HTMLElement, key: string): boolean {
  const row = rowOf(content, key);
  if (!row) return false;
  const top = row.offsetTop - scroller.scrollTop;
  return top + row.offsetHeight > 0 && top < scroller.clientHeight;
}

/** Puts the first anchor that is still there back to where it was. */
export function restoreAnchors(
  scroller: HTMLElement,
  content: HTMLElement,
  anchors: readonly Anchor[],
): void {
  for (const { key, offset } of anchors) {
    const row = rowOf(content, key);
    if (!row) continue;
    const wanted = row.offsetTop - offset;
    // Writing the same value would still end a running momentum scroll on some systems.
    if (Math.abs(scroller.scrollTop - wanted) >= 1) scroller.scrollTop = wanted;
    return;
  }
}

/** Close enough to the end to mean it. */
const END_SLACK_PX = 24;

export function isAtEnd(scroller: HTMLElement): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight <= END_SLACK_PX;
}
