import type { Row } from './rows.ts';

/** Which rows are in the document. The rest is not there at all: each row's height is its own. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** Where the reader is: at the end, or round a row; `index` finds the place when the row is gone. */
export type Place =
  | { readonly kind: 'end'; readonly size: number }
  | { readonly kind: 'around'; readonly key: string; readonly index: number };

/** Rows kept at the end, once the first paint is done. */
export const END_ROWS = 60;
/** Rows kept on either side of the row the reader looks at. */
const REACH = 45;

export function sliceOf(keys: readonly { readonly key: string }[], place: Place): Slice {
  const { length } = keys;
  if (place.kind === 'end') return { from: Math.max(0, length - place.size), to: length };
  const found = indexOfKey(keys, place);
  return { from: Math.max(0, found - REACH), to: Math.min(length, found + REACH) };
}

/** Looks near the last known index first: rows rarely move far. */
function indexOfKey(
  keys: readonly { readonly key: string }[],
  { key, index }: { key: string; index: number },
): number {
  if (keys[index]?.key === key) return index;
  const found = keys.findIndex((row) => row.key === key);
  return found >= 0 ? found : Math.max(0, Math.min(index, keys.length - 1));
}

/** A line of text, in CSS pixels, and what most lines hold; only used to guess. */
const LINE_PX = 22;
const LINE_LETTERS = 80;

function guessedHeight(row: Row): number {
  switch (row.kind) {
    case 'start':
      return 180;
    case 'day':
    case 'new':
      return 40;
    case 'pending':
      return row.isHead ? 62 : 26;
    case 'message': {
      const { content, reactions } = row.message;
      const breaks = content.length > LINE_LETTERS ? Math.floor(content.length / LINE_LETTERS) : 0;
      return (row.isHead ? 62 : 26) + breaks * LINE_PX + (reactions.length > 0 ? 34 : 0);
    }
  }
}

/** How many of the last rows fill a height for certain: what the first paint of a channel needs. */
export function rowsFilling(rows: readonly Row[], height: number): number {
  let left = height * 1.15;
  let count = 0;
  while (left > 0 && count < rows.length) left -= guessedHeight(rows[rows.length - ++count]!);
  return Math.max(1, count);
}
