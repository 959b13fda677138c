import type { MemberRow } from './member-groups.ts';

/** Every row has a known height, in CSS pixels at the usual text size: what is in view is arithmetic. */
const ROW_PX = { head: 50, member: 44 } as const;
const BEYOND_PX = 300;

/** The rows to draw, and the room that the others take above and below. */
export interface MemberView {
  readonly from: number;
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

/** Which rows lie in, or near, a view of `height` pixels that begins at `top`; `scale` is that of the text. */
export function windowAt(
  rows: readonly Pick<MemberRow, 'kind'>[],
  { top, height, scale = 1 }: { top: number; height: number; scale?: number },
): MemberView {
  let from = 0;
  let to = 0;
  let above = 0;
  let below = 0;
  let at = 0;
  for (const { kind } of rows) {
    const rowHeight = ROW_PX[kind] * scale;
    const end = at + rowHeight;
    if (end < top - BEYOND_PX) {
      from++;
      to++;
      above = end;
    } else if (at <= top + height + BEYOND_PX) to++;
    else below += rowHeight;
    at = end;
  }
  return { from, to, above, below };
}

/** How much larger than usual the page's text is: heights in rem grow with it. */
export function textScale(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
}
