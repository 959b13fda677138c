import { encodeKey } from '../bson/keys.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject, MISSING } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { field, isIndex } from '../query/paths.ts';
import type { Index } from './catalog.ts';

interface Walk {
  value: unknown;
  at: number;
  /** Set once the field's own array was taken apart: an array inside it is a value. */
  expanded: boolean;
}

/** The keys of one document in one index, and which fields had arrays on their way (as bits). */
export interface DocumentKeys {
  readonly keys: Buffer[];
  readonly multikey: number;
}

const NONE: DocumentKeys = { keys: [], multikey: 0 };

/** What a document contributes to an index. Partial indexes get nothing from documents outside their filter. */
export function keysOf(index: Index, document: Document): DocumentKeys {
  if (index.partial && !index.partial(document)) return NONE;
  const simple = simpleKey(index, document);
  if (simple !== undefined) return simple;
  const tuples: unknown[][] = [];
  const multikey = expand(
    index,
    index.parts.map(() => ({ value: document, at: 0, expanded: false })),
    tuples,
  );
  const distinct = new Map<string, Buffer>();
  for (const tuple of tuples) {
    if (index.sparse && tuple.every((value) => value === MISSING)) continue;
    const key = encodeKey(tuple, index.descending);
    distinct.set(key.toString('latin1'), key);
  }
  return { keys: [...distinct.values()], multikey };
}

/** The common case: top-level fields without arrays, one key. */
function simpleKey(index: Index, document: Document): DocumentKeys | undefined {
  if (!index.isFlat) return undefined;
  const values: unknown[] = [];
  for (const [name] of index.parts as readonly [string][]) {
    const value = field(document, name);
    if (Array.isArray(value)) return undefined;
    values.push(value);
  }
  if (index.sparse && values.every((value) => value === MISSING)) return NONE;
  return { keys: [encodeKey(values, index.descending)], multikey: 0 };
}

function expand(index: Index, walks: Walk[], tuples: unknown[][]): number {
  let array: unknown[] | undefined;
  let shared: number[] = [];
  for (const [at, walk] of walks.entries()) {
    const found = advance(walk, index.parts[at] as string[]);
    if (!found) continue;
    if (array !== undefined && array !== found) {
      const [first, second] = [index.fields[at]?.path, index.fields[shared[0] as number]?.path];
      throw new CommandError(
        'CannotIndexParallelArrays',
        `cannot index parallel arrays [${first}] [${second}]`,
      );
    }
    array = found;
    shared = [...shared, at];
  }
  if (array === undefined) {
    tuples.push(walks.map((walk) => walk.value));
    return 0;
  }
  let multikey = shared.reduce((bits, at) => bits | (1 << at), 0);
  for (const element of array.length > 0 ? array : [undefined]) {
    const next = walks.map((walk, at) =>
      shared.includes(at) ? step(walk, index.parts[at] as string[], element) : { ...walk },
    );
    multikey |= expand(index, next, tuples);
  }
  return multikey;
}

/** Enters one element of an array that lies on the way or at the end. */
function step(walk: Walk, parts: readonly string[], element: unknown): Walk {
  const isEnd = walk.at === parts.length;
  if (isEnd) return { value: element, at: walk.at, expanded: true };
  if (isPlainObject(element)) return { value: element, at: walk.at, expanded: false };
  return { value: MISSING, at: parts.length, expanded: true };
}

/** Follows the path through objects; answers the array that must be taken apart, if one is met. */
function advance(walk: Walk, parts: readonly string[]): unknown[] | undefined {
  while (walk.at < parts.length) {
    const part = parts[walk.at] as string;
    if (Array.isArray(walk.value)) {
      if (!isIndex(part) || Number(part) >= walk.value.length) return walk.value;
      if (walk.value.some((element) => isPlainObject(element) && Object.hasOwn(element, part))) {
        throw new CommandError(
          16746,
          `Ambiguous field name found in array (do not use numeric field names in embedded elements in an array), field: '${part}'`,
        );
      }
      walk.value = walk.value[Number(part)];
    } else {
      walk.value = isPlainObject(walk.value) ? field(walk.value, part) : MISSING;
    }
    walk.at++;
    if (walk.value === MISSING) walk.at = parts.length;
  }
  return Array.isArray(walk.value) && !walk.expanded ? walk.value : undefined;
}
