/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { equalValues } from '../bson/compare.ts';
import type { Document } from '../bson/types.ts';
import { isNumeric } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import type { Matcher, Variables } from '../query/match.ts';
import type { SortField } from '../query/sort.ts';
import { parseSort } from '../query/sort.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import type { KeyRange } from '../storage/store.ts';
import type { Bounds } from './bounds.ts';
import { boundsFor } from './bounds.ts';
import type { Conjunction } from './clauses.ts';
import { readConjunction } from './clauses.ts';
import { isUsable } from './partial.ts';

/** What remains to be asked of each document that a scan finds. */
export interface Residual {
  readonly matches: Matcher;
  /** Top-level fields that it looks at; undefined for all. */
  readonly fields: ReadonlySet<string> | undefined;
}

interface PlanBase {
  readonly collection: Collection;
  readonly residual: Residual | undefined;
  readonly isSorted: boolean;
  readonly descending: boolean;
}

export interface CollectionScan extends PlanBase {
  readonly kind: 'rows';
}

export interface IndexScan extends PlanBase {
  readonly kind: 'index';
  readonly index: Index;
  readonly ranges: readonly KeyRange[];
  readonly shown: Bounds['shown'];
  /** Whether one document can come up more than once. */
  readonly mayRepeat: boolean;
}

/** The union of one plan per alternative of `$or`. */
export interface Union extends PlanBase {
  readonly kind: 'union';
  readonly branches: readonly IndexScan[];
}

export type Plan = CollectionScan | IndexScan | Union;

export interface Question {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly hint?: unknown;
  readonly variables?: Variables | undefined;
}

/** Chooses how to answer a question. */
export function makePlan(collection: Collection, question: Question): Plan {
  const conjunction = readConjunction(question.filter);
  const natural = naturalDirection(question);
  const sort = natural === undefined && question.sort ? parseSort(question.sort) : [];
  const hinted = natural === undefined ? hintedIndex(collection, question.hint) : undefined;
  if (natural === undefined) {
    const best = bestIndex(collection, conjunction, sort, hinted, question);
    if (best && (hinted || best.score > 0)) return indexScan(collection, best, question);
    const union = unionPlan(collection, conjunction, sort, question);
    if (union) return union;
  }
  return {
    kind: 'rows',
    collection,
    residual: residual(question),
    isSorted: sort.length === 0,
    descending: natural === -1,
  };
}

function naturalDirection({ sort, hint }: Question): 1 | -1 | undefined {
  for (const each of [sort, hint]) {
    if (typeof each === 'object' && each !== null && '$natural' in each) {
      return toDouble((each as { $natural: number }).$natural) < 0 ? -1 : 1;
    }
  }
  return undefined;
}

function hintedIndex(collection: Collection, hint: unknown): Index | undefined {
  if (
    hint === undefined ||
    (typeof hint === 'object' && hint !== null && Object.keys(hint).length === 0)
  )
    return undefined;
  const found =
    typeof hint === 'string'
      ? collection.index(hint)
      : collection.indexes.find((index) =>
          sameKeyPattern(index.spec.key as Document, hint as Document),
        );
  if (!found) {
    throw new CommandError(
      'BadValue',
      'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
    );
  }
  return found;
}

export function sameKeyPattern(a: Document, b: Document): boolean {
  const [left, right] = [Object.entries(a), Object.entries(b)];
  return (
    left.length === right.length &&
    left.every(([name, value], at) => {
      const other = right[at] as [string, unknown];
      return (
        name === other[0] &&
        (isNumeric(value) && isNumeric(other[1])
          ? equalValues(value, other[1])
          : value === other[1])
      );
    })
  );
}

interface Candidate {
  readonly index: Index;
  readonly bounds: Bounds;
  readonly score: number;
  readonly isSorted: boolean;
  readonly descending: boolean;
}

function bestIndex(
  collection: Collection,
  { clauses, hasMore }: Conjunction,
  sort: readonly SortField[],
  hinted: Index | undefined,
  { filter }: Question,
): (Candidate & { isExact: boolean }) | undefined {
  let best: Candidate | undefined;
  for (const index of hinted ? [hinted] : collection.indexes) {
    if (!hinted && (index.hidden || !isUsable(index, filter, clauses))) continue;
    const bounds = boundsFor(index, clauses);
    const order = sortDirection(index, bounds, sort);
    const isSorted = order !== undefined;
    const score = scoreOf(index, bounds, sort.length > 0 && isSorted);
    if (!best || score > best.score)
      best = { index, bounds, score, isSorted, descending: order === -1 };
  }
  if (!best) return undefined;
  const { used } = best.bounds;
  return { ...best, isExact: !hasMore && clauses.every((clause) => used.has(clause)) };
}

/** Prefers single lookups, then more fields bound, then an order that need not be sorted. */
function scoreOf(index: Index, bounds: Bounds, givesOrder: boolean): number {
  if (index.unique && bounds.fixed === index.fields.length) return 10_000;
  const bound = bounds.points * 100 + (bounds.hasRange ? 45 : 0);
  const breadth = bounds.ranges.length > 1 ? -10 : 0;
  // Among equals the narrower index wins.
  return bound === 0 && !givesOrder
    ? 0
    : bound + breadth + (givesOrder ? 60 : 0) - index.fields.length * 0.01;
}

/** 1 or -1 when walking the index gives the order asked for. */
function sortDirection(
  index: Index,
  bounds: Bounds,
  sort: readonly SortField[],
): 1 | -1 | undefined {
  if (sort.length === 0) return 1;
  const isFixed = (path: string): boolean => {
    const at = index.fields.findIndex((field) => field.path === path);
    return at >= 0 && at < bounds.fixed && (index.multikey & (1 << at)) === 0;
  };
  const wanted = sort.filter(({ path }) => !isFixed(path));
  let direction: 1 | -1 | undefined;
  for (const [offset, { path, descending }] of wanted.entries()) {
    const at = bounds.fixed + offset;
    const field = index.fields[at];
    if (!field || field.path !== path || index.multikey & (1 << at)) return undefined;
    const needed = field.descending === descending ? 1 : -1;
    if (direction !== undefined && direction !== needed) return undefined;
    direction = needed;
  }
  return direction ?? 1;
}

function indexScan(
  collection: Collection,
  chosen: Candidate & { isExact: boolean },
  question: Question,
): IndexScan {
  const { index, bounds, isSorted, descending, isExact } = chosen;
  return {
    kind: 'index',
    collection,
    index,
    ranges: descending ? [...bounds.ranges].reverse() : bounds.ranges,
    shown: bounds.shown,
    residual: isExact ? undefined : residual(question),
    isSorted,
    descending,
    mayRepeat: index.multikey !== 0,
  };
}

function unionPlan(
  collection: Collection,
  { alternatives }: Conjunction,
  sort: readonly SortField[],
  question: Question,
): Union | undefined {
  if (!alternatives || alternatives.length === 0) return undefined;
  const branches: IndexScan[] = [];
  for (const branch of alternatives) {
    const asked = { ...question, filter: { $and: [branch, question.filter] } };
    const best = bestIndex(collection, readConjunction(asked.filter), [], undefined, asked);
    if (!best || best.score <= 0 || best.bounds.points + Number(best.bounds.hasRange) === 0)
      return undefined;
    branches.push({
      ...indexScan(collection, best, asked),
      residual: residual(question),
    });
  }
  return {
    kind: 'union',
    collection,
    branches,
    residual: undefined,
    isSorted: sort.length === 0,
    descending: false,
  };
}

function residual({ filter, variables }: Question): Residual | undefined {
  if (Object.keys(filter).length === 0) return undefined;
  return { matches: compileFilter(filter, variables), fields: rootFields(filter) };
}

/** The top-level fields that a filter looks at; undefined when that cannot be said. */
export function rootFields(filter: Document): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' || key === '$or' || key === '$nor') {
      for (const clause of Array.isArray(value) ? value : []) {
        const inner = rootFields(clause as Document);
        if (!inner) return undefined;
        for (const name of inner) names.add(name);
      }
    } else if (key.startsWith('$')) {
      if (key !== '$comment') return undefined;
    } else {
      names.add(key.split('.')[0] as string);
    }
  }
  return names;
}
