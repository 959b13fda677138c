/** Which rows are in the document. The rest is not there at all: each row's height is its own. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** Where the reader is: at the end, or round a row; `index` finds the place when the row is gone. */
export type Place =
  | { readonly kind: 'end'; readonly size: number }
  | { readonly kind: 'around'; readonly key: string; readonly index: number };

/** Enough for the tallest screen at once; the rest follows when the first paint is done. */
export const FIRST_ROWS = 30;
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
