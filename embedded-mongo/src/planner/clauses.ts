/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { BSONRegExp } from 'bson';
import { regexParts } from '../bson/compare.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { isOperators, isRegex } from '../query/match.ts';

/** One condition on one path, as far as an index can help with it. */
export interface Clause {
  readonly path: string;
  readonly operator: '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | '$exists' | 'prefix';
  readonly operand: unknown;
  /** Whether index bounds say all that the condition says (arrays on the path aside). */
  readonly isExact: boolean;
}

/** A filter as a conjunction: what indexes understand, and whether there is more than that. */
export interface Conjunction {
  readonly clauses: readonly Clause[];
  readonly hasMore: boolean;
  /** The alternatives of `$or` at the top. */
  readonly alternatives: readonly Document[] | undefined;
}

const RANGES = new Set(['$gt', '$gte', '$lt', '$lte']);

const isScalar = (value: unknown): boolean => !Array.isArray(value) && !isRegex(value);

export function readConjunction(filter: Document): Conjunction {
  const clauses: Clause[] = [];
  let hasMore = false;
  let alternatives: Document[] | undefined;
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value)) {
      for (const part of value) {
        const inner = readConjunction(part as Document);
        clauses.push(...inner.clauses);
        hasMore ||= inner.hasMore;
        alternatives ??= inner.alternatives as Document[] | undefined;
      }
    } else if (key === '$or' && Array.isArray(value)) {
      alternatives ??= value as Document[];
      hasMore = true;
    } else if (key === '$comment') {
      continue;
    } else if (key.startsWith('$')) {
      hasMore = true;
    } else if (!readField(key, value, clauses)) {
      hasMore = true;
    }
  }
  return { clauses, hasMore, alternatives };
}

/** Adds what indexes understand of a field's condition; answers whether that was all. */
function readField(path: string, condition: unknown, clauses: Clause[]): boolean {
  if (isRegex(condition)) return readRegex(path, condition, clauses);
  if (!isOperators(condition)) return readEquality(path, condition, clauses);
  let isAll = true;
  for (const [name, operand] of Object.entries(condition)) {
    if (name === '$regex' && condition.$options) isAll = false;
    else isAll = readOperator(path, name, operand, clauses) && isAll;
  }
  return isAll;
}

function readEquality(path: string, operand: unknown, clauses: Clause[]): boolean {
  if (Array.isArray(operand) || operand === undefined) return false;
  clauses.push({ path, operator: '$eq', operand, isExact: operand !== null });
  return operand !== null;
}

function readOperator(path: string, name: string, operand: unknown, clauses: Clause[]): boolean {
  if (name === '$eq') return isRegex(operand) ? false : readEquality(path, operand, clauses);
  if (RANGES.has(name)) {
    if (!isScalar(operand) || operand === null || operand === undefined || isPlainObject(operand))
      return false;
    clauses.push({ path, operator: name as Clause['operator'], operand, isExact: true });
    return true;
  }
  if (name === '$in' && Array.isArray(operand) && operand.every(isScalar)) {
    const isExact = !operand.includes(null);
    clauses.push({ path, operator: '$in', operand, isExact });
    return isExact;
  }
  if (name === '$exists' && operand === true) {
    clauses.push({ path, operator: '$exists', operand, isExact: false });
  } else if (name === '$regex') {
    return readRegex(path, operand, clauses);
  } else if (name === '$elemMatch' && isPlainObject(operand)) {
    readElemMatch(path, operand, clauses);
  } else if (
    name === '$all' &&
    Array.isArray(operand) &&
    operand.length > 0 &&
    isScalar(operand[0]) &&
    !isOperators(operand[0])
  ) {
    clauses.push({ path, operator: '$eq', operand: operand[0], isExact: false });
  } else if (name === '$ne' && operand === null) {
    clauses.push({ path, operator: '$exists', operand: true, isExact: false });
  }
  return false;
}

/** `$elemMatch` implies its conditions on the elements; the document is looked at in any case. */
function readElemMatch(path: string, operand: Document, clauses: Clause[]): void {
  const inner: Clause[] = [];
  if (isOperators(operand)) {
    for (const [name, value] of Object.entries(operand)) readOperator(path, name, value, inner);
  } else {
    for (const [name, value] of Object.entries(operand)) {
      if (!name.startsWith('$')) readField(`${path}.${name}`, value, inner);
    }
  }
  clauses.push(
    ...inner
      .filter((each) => each.operator !== '$exists')
      .map((each) => ({ ...each, isExact: false })),
  );
}

/** A case-sensitive regular expression that is anchored to plain text bounds the strings it can match. */
function readRegex(path: string, operand: unknown, clauses: Clause[]): boolean {
  const [source, flags] =
    typeof operand === 'string' ? [operand, ''] : regexParts(operand as BSONRegExp);
  const prefix = /^\^([\w \-@:/,#]+)(.?)/.exec(source);
  if (prefix && flags === '' && !source.includes('|')) {
    const text = prefix[1] as string;
    // A quantifier makes the last character optional.
    const fixed = /[*+?{]/.test(prefix[2] ?? '') ? text.slice(0, -1) : text;
    if (fixed) clauses.push({ path, operator: 'prefix', operand: fixed, isExact: false });
  }
  return false;
}
