/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import type { Document } from '../bson/types.ts';
import { isPlainObject, MISSING } from '../bson/types.ts';

const INDEX = /^(0|[1-9]\d*)$/;

export const isIndex = (part: string): boolean => INDEX.test(part);

/** An own field, or MISSING: fields of Object.prototype are no fields of a document. */
export function field(value: Document, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : MISSING;
}

/**
 * Whether `test` holds for any value that a dotted path reaches. On the way an array stands for each of its objects and,
 * where the next part is a number, for that element. The value at the end is given as it is, arrays included.
 */
export function reaches(
  value: unknown,
  parts: readonly string[],
  at: number,
  test: (value: unknown) => boolean,
): boolean {
  if (at === parts.length) return test(value);
  const part = parts[at] as string;
  if (Array.isArray(value)) {
    if (isIndex(part) && Number(part) < value.length) {
      if (reaches(value[Number(part)], parts, at + 1, test)) return true;
    }
    for (const element of value) {
      if (isPlainObject(element) && reaches(element, parts, at, test)) return true;
    }
    return false;
  }
  if (!isPlainObject(value)) return test(MISSING);
  const child = field(value, part);
  return child === MISSING ? test(MISSING) : reaches(child, parts, at + 1, test);
}

/** Every value that a path reaches, with arrays at the end as they are. */
export function valuesAt(document: unknown, parts: readonly string[]): unknown[] {
  const found: unknown[] = [];
  reaches(document, parts, 0, (value) => {
    found.push(value);
    return false;
  });
  return found;
}

/** The single value at a path that crosses no array, MISSING where there is none. */
export function valueAt(document: unknown, parts: readonly string[]): unknown {
  let value: unknown = document;
  for (const part of parts) {
    if (isPlainObject(value)) value = field(value, part);
    else if (Array.isArray(value) && isIndex(part)) {
      value = Number(part) < value.length ? value[Number(part)] : MISSING;
    } else return MISSING;
  }
  return value;
}
