import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject, MISSING } from '../bson/types.ts';
import { compareValues } from '../bson/compare.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError, notSupported } from '../errors.ts';
import { reaches } from './paths.ts';

export interface SortField {
  readonly path: string;
  readonly descending: boolean;
}

/** Reads a sort specification. */
export function parseSort(spec: Document): SortField[] {
  return Object.entries(spec).map(([path, direction]) => {
    if (isPlainObject(direction) && '$meta' in direction) throw notSupported('sort by $meta');
    const sign = isNumeric(direction) ? toDouble(direction) : NaN;
    if (sign !== 1 && sign !== -1) {
      throw new CommandError(
        15975,
        '$sort key ordering must be 1 (for ascending) or -1 (for descending)',
      );
    }
    if (path === '' || path.startsWith('$')) {
      throw new CommandError(
        16410,
        `FieldPath field names may not start with '$' or be empty: ${path}`,
      );
    }
    return { path, descending: sign < 0 };
  });
}

/** A sort key takes the least element of an array when ascending, the greatest when descending. */
function keyOf(document: Document, parts: readonly string[], descending: boolean): unknown {
  let best: unknown = MISSING;
  const offer = (value: unknown): boolean => {
    const known = value === MISSING ? null : value;
    if (best === MISSING || compareValues(known, best) * (descending ? -1 : 1) < 0) best = known;
    return false;
  };
  reaches(document, parts, 0, (value) => {
    if (!Array.isArray(value)) return offer(value);
    if (value.length === 0) return offer(undefined);
    for (const element of value) offer(element);
    return false;
  });
  return best === MISSING ? null : best;
}

export type SortKey = unknown[];

/** Extracts sort keys once per document and compares them. */
export function compileSort(fields: readonly SortField[]): {
  key: (document: Document) => SortKey;
  compare: (a: SortKey, b: SortKey) => number;
} {
  const paths = fields.map(({ path }) => path.split('.'));
  return {
    key: (document) =>
      fields.map(({ descending }, at) => keyOf(document, paths[at] as string[], descending)),
    compare: (a, b) => {
      for (let at = 0; at < fields.length; at++) {
        const order = compareValues(a[at], b[at]);
        if (order !== 0) return fields[at]?.descending ? -order : order;
      }
      return 0;
    },
  };
}

/** Sorts documents, stably. */
export function sortDocuments<T>(
  items: T[],
  documentOf: (item: T) => Document,
  spec: Document,
): T[] {
  const { key, compare } = compileSort(parseSort(spec));
  return items
    .map((item) => ({ item, key: key(documentOf(item)) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item);
}
