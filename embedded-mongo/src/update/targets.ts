/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { isPlainObject, MISSING } from '../bson/types.ts';
import type { Document } from '../bson/types.ts';
import { assign } from '../bson/decode.ts';
import { CommandError } from '../errors.ts';
import { compileFilter, elementMatcher, isOperators, isRegex } from '../query/match.ts';
import { isIndex, valueAt } from '../query/paths.ts';

/** MongoDB's guard against `$set: {"a.999999999": 1}` filling an array with nulls. */
const MAX_PADDING = 1_500_000;

/** What the positional parts of a path mean for one update. */
export interface Positions {
  readonly filter: Document;
  readonly arrayFilters: ReadonlyMap<string, (element: unknown) => boolean>;
}

/** Reads `arrayFilters`: one identifier each, and what its elements must match. */
export function compileArrayFilters(filters: readonly Document[]): Positions['arrayFilters'] {
  const compiled = new Map<string, (element: unknown) => boolean>();
  for (const filter of filters) {
    const names = new Set(identifiers(filter));
    const [name] = names;
    if (name === undefined || names.size > 1) {
      throw new CommandError(
        'FailedToParse',
        'Error parsing array filter :: caused by :: Expected a single top-level field name',
      );
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(name)) {
      throw new CommandError(
        'BadValue',
        `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${name}'`,
      );
    }
    if (compiled.has(name)) {
      throw new CommandError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${name}`,
      );
    }
    const test = compileFilter(filter);
    compiled.set(name, (element) => test({ [name]: element }));
  }
  return compiled;
}

function identifiers(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key.startsWith('$') && Array.isArray(value)
      ? value.flatMap((clause) => identifiers(clause as Document))
      : [key.split('.')[0] as string],
  );
}

/** The plain paths that an update path stands for in this document. */
export function expandPath(document: Document, path: string, positions: Positions): string[][] {
  if (!path.includes('$')) return [path.split('.')];
  return expand(document, [], path.split('.'), positions, path);
}

function expand(
  document: Document,
  done: string[],
  rest: readonly string[],
  positions: Positions,
  path: string,
): string[][] {
  const at = rest.findIndex((part) => part.startsWith('$'));
  if (at < 0) return [[...done, ...rest]];
  const part = rest[at] as string;
  const prefix = [...done, ...rest.slice(0, at)];
  const after = rest.slice(at + 1);
  if (part === '$') {
    const index = matchedIndex(document, prefix, positions.filter);
    return expand(document, [...prefix, String(index)], after, positions, path);
  }
  const list = valueAt(document, prefix);
  if (!Array.isArray(list)) {
    if (list === MISSING) {
      throw new CommandError(
        'BadValue',
        `The path '${prefix.join('.')}' must exist in the document in order to apply array updates.`,
      );
    }
    throw new CommandError(
      'BadValue',
      `Cannot apply array updates to non-array element ${prefix.join('.')}`,
    );
  }
  const test = selector(part, positions, path);
  return list.flatMap((element, index) =>
    test(element) ? expand(document, [...prefix, String(index)], after, positions, path) : [],
  );
}

function selector(part: string, positions: Positions, path: string): (element: unknown) => boolean {
  if (part === '$[]') return () => true;
  const name = /^\$\[(\w+)\]$/.exec(part)?.[1];
  const test = name === undefined ? undefined : positions.arrayFilters.get(name);
  if (name !== undefined && !test) {
    throw new CommandError(
      'BadValue',
      `No array filter found for identifier '${name}' in path '${path}'`,
    );
  }
  if (!test) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`,
    );
  }
  return test;
}

/** Index of the array element by which the filter matched, for the positional `$`. */
export function matchedIndex(
  document: Document,
  prefix: readonly string[],
  filter: Document,
): number {
  const list = valueAt(document, prefix);
  const clauses = flatten(filter);
  const ours = prefix.join('.');
  const own = clauses.filter(([key]) => key === ours || key.startsWith(`${ours}.`));
  for (const [key, condition] of own) {
    if (!Array.isArray(list)) break;
    const index = list.findIndex(elementTest(key, ours, condition));
    if (index >= 0) return index;
  }
  const other = otherArrayIndex(document, clauses);
  if (other >= 0) return other;
  throw new CommandError(
    'BadValue',
    'The positional operator did not find the match needed from the query.',
  );
}

function flatten(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, value]): [string, unknown][] =>
    key === '$and' && Array.isArray(value)
      ? value.flatMap((clause) => flatten(clause as Document))
      : [[key, value]],
  );
}

function elementTest(
  key: string,
  prefix: string,
  condition: unknown,
): (element: unknown) => boolean {
  if (key !== prefix) {
    const test = compileFilter({ [key.slice(prefix.length + 1)]: condition });
    return (element) => isPlainObject(element) && test(element);
  }
  if (isPlainObject(condition) && isPlainObject(condition.$elemMatch)) {
    return elementMatcher(condition.$elemMatch);
  }
  if (isOperators(condition) || isRegex(condition)) {
    const test = compileFilter({ v: condition });
    return (element) => test({ v: element });
  }
  const test = compileFilter({ v: { $eq: condition } });
  return (element) => test({ v: element });
}

/** MongoDB takes the index from any array that the filter went through. */
function otherArrayIndex(document: Document, clauses: readonly [string, unknown][]): number {
  for (const [key, condition] of clauses) {
    if (key.startsWith('$')) continue;
    const parts = key.split('.');
    for (let length = 1; length <= parts.length; length++) {
      const list = valueAt(document, parts.slice(0, length));
      if (!Array.isArray(list)) continue;
      const prefix = parts.slice(0, length).join('.');
      const index = list.findIndex(elementTest(key, prefix, condition));
      if (index >= 0) return index;
    }
  }
  return -1;
}

/** A place in a document that can be read, written and removed. */
export interface Target {
  readonly value: unknown;
  set(value: unknown): void;
  unset(): void;
}

function notViable(part: string, parent: unknown, path: readonly string[]): CommandError {
  return new CommandError(
    'PathNotViable',
    `Cannot create field '${part}' in element {${path.at(-1) ?? ''}: ${JSON.stringify(parent)}}`,
  );
}

/** The place at a plain path. Missing parents are made when something is set, and only then. */
export function targetAt(document: Document, parts: readonly string[]): Target {
  let parent: unknown = document;
  for (let at = 0; at < parts.length - 1; at++) {
    const child: unknown = childOf(parent, parts[at] as string);
    if (child === MISSING) return absent(parent, parts, at);
    parent = child;
  }
  const last = parts[parts.length - 1] as string;
  const value = childOf(parent, last);
  if (Array.isArray(parent) && !isIndex(last)) return unreachable(parent, parts, last);
  if (!Array.isArray(parent) && !isPlainObject(parent)) return unreachable(parent, parts, last);
  return {
    value,
    set: (next) => place(parent, last, next, parts),
    unset: () => remove(parent, last),
  };
}

function childOf(parent: unknown, part: string): unknown {
  if (Array.isArray(parent)) {
    return isIndex(part) && Number(part) < parent.length ? parent[Number(part)] : MISSING;
  }
  return isPlainObject(parent) && Object.hasOwn(parent, part) ? parent[part] : MISSING;
}

function unreachable(parent: unknown, parts: readonly string[], part: string): Target {
  return {
    value: MISSING,
    set: () => {
      throw notViable(part, parent, parts.slice(0, -1));
    },
    unset: () => undefined,
  };
}

function absent(parent: unknown, parts: readonly string[], at: number): Target {
  return {
    value: MISSING,
    unset: () => undefined,
    set: (value) => {
      const below = parts
        .slice(at + 1)
        .reduceRight<unknown>((inner, part) => ({ [part]: inner }), value);
      place(parent, parts[at] as string, below, parts.slice(0, at + 1));
    },
  };
}

function place(parent: unknown, part: string, value: unknown, parts: readonly string[]): void {
  if (Array.isArray(parent)) {
    if (!isIndex(part)) throw notViable(part, parent, parts.slice(0, -1));
    const index = Number(part);
    if (index - parent.length > MAX_PADDING) {
      throw new CommandError('BadValue', `cannot pad an array with more than ${MAX_PADDING} nulls`);
    }
    while (parent.length < index) parent.push(null);
    parent[index] = value;
  } else if (isPlainObject(parent)) {
    assign(parent, part, value);
  } else {
    throw notViable(part, parent, parts.slice(0, -1));
  }
}

function remove(parent: unknown, part: string): void {
  if (Array.isArray(parent)) {
    if (isIndex(part) && Number(part) < parent.length) parent[Number(part)] = null;
  } else if (isPlainObject(parent)) {
    delete parent[part];
  }
}
