import { encodeValue, prefixEnd } from '../bson/keys.ts';
import { isNumeric, typeOrder } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import type { Index } from '../storage/catalog.ts';
import type { KeyRange } from '../storage/store.ts';
import type { Clause } from './clauses.ts';

/** More alternatives than this are looked up as one range and filtered. */
const MAX_POINTS = 4000;

/** The stretches of an index that can hold what a query asks for. */
export interface Bounds {
  readonly ranges: KeyRange[];
  /** Leading fields bound to single values, and those bound to a list of values. */
  readonly fixed: number;
  readonly points: number;
  readonly hasRange: boolean;
  /** Conditions that the ranges express entirely. */
  readonly used: ReadonlySet<Clause>;
  /** The conditions that bound each field, for explain. */
  readonly shown: readonly (readonly Clause[])[];
}

interface FieldBounds {
  readonly points?: Buffer[];
  readonly range?: KeyRange;
  readonly used: Clause[];
}

/** Works out the ranges for an index; undefined where its first field is not constrained. */
export function boundsFor(index: Index, clauses: readonly Clause[]): Bounds {
  let prefixes: Buffer[] = [Buffer.alloc(0)];
  let range: KeyRange | undefined;
  let fixed = 0;
  let points = 0;
  const used = new Set<Clause>();
  const shown: Clause[][] = [];
  let hasMultikey = false;
  for (const [at, { path, descending }] of index.fields.entries()) {
    const ours = clauses.filter((clause) => clause.path === path);
    const isMultikey = (index.multikey & (1 << at)) !== 0;
    // Two fields below one array: their conditions may be met by different elements, which have different keys.
    if (isMultikey && hasMultikey) break;
    hasMultikey ||= isMultikey;
    const field = fieldBounds(ours, descending, isMultikey);
    if (!field || (field.points && prefixes.length * field.points.length > MAX_POINTS)) break;
    for (const clause of field.used) if (!isMultikey && clause.isExact) used.add(clause);
    shown.push(field.used);
    if (field.points) {
      if (at === 0) prefixes = field.points;
      else
        prefixes = prefixes.flatMap((prefix) =>
          (field.points as Buffer[]).map((point) => Buffer.concat([prefix, point])),
        );
      if (field.points.length === 1 && points === fixed) fixed++;
      points++;
    } else {
      range = field.range;
      break;
    }
  }
  const isPoint = index.unique && points === index.fields.length;
  return {
    ranges: toRanges(prefixes, range, isPoint),
    fixed,
    points,
    hasRange: range !== undefined,
    used,
    shown,
  };
}

function toRanges(prefixes: Buffer[], range: KeyRange | undefined, isPoint: boolean): KeyRange[] {
  if (prefixes.length > 1) prefixes.sort((a, b) => Buffer.compare(a, b));
  return prefixes.map((prefix) => {
    if (prefix.length === 0) return range ?? {};
    if (isPoint) return { lower: prefix, upper: prefixEnd(prefix), isPoint };
    return {
      lower: range?.lower ? Buffer.concat([prefix, range.lower]) : prefix,
      upper: range?.upper ? Buffer.concat([prefix, range.upper]) : prefixEnd(prefix),
    };
  });
}

function fieldBounds(
  clauses: readonly Clause[],
  descending: boolean,
  isMultikey: boolean,
): FieldBounds | undefined {
  const equality =
    clauses.find((clause) => clause.operator === '$eq') ??
    clauses.find((clause) => clause.operator === '$in');
  if (equality?.operator === '$eq' && equality.operand !== null) {
    return { points: [encodeValue(equality.operand, descending)], used: [equality] };
  }
  if (equality) {
    const values =
      equality.operator === '$eq' ? [equality.operand] : (equality.operand as unknown[]);
    const encoded = values.flatMap((value) =>
      value === null
        ? [encodeValue(undefined, descending), encodeValue(null, descending)]
        : [encodeValue(value, descending)],
    );
    const distinct = new Map(encoded.map((bytes) => [bytes.toString('latin1'), bytes]));
    return { points: [...distinct.values()], used: [equality] };
  }
  return rangeBounds(clauses, descending, isMultikey);
}

/**
 * With arrays on the path, two conditions may be met by two different elements, so that only one of them bounds the
 * scan. Without, they are intersected.
 */
function rangeBounds(
  clauses: readonly Clause[],
  descending: boolean,
  isMultikey: boolean,
): FieldBounds | undefined {
  let candidates = clauses.filter((clause) => clause.operator !== '$exists');
  const first = candidates[0];
  if (!first) return undefined;
  if (isMultikey) candidates = [first];
  let lower: Buffer | undefined;
  let upper: Buffer | undefined;
  for (const clause of candidates) {
    const [from, to] = ends(clause);
    if (!lower || Buffer.compare(from, lower) > 0) lower = from;
    if (to && (!upper || Buffer.compare(to, upper) < 0)) upper = to;
  }
  if (!descending) return { range: { lower, upper }, used: candidates };
  return {
    range: { lower: upper && invert(upper), upper: lower && invertEnd(lower) },
    used: candidates,
  };
}

/** First key included and first key excluded of an ascending field. */
function ends({ operator, operand }: Clause): [Buffer, Buffer | undefined] {
  if (operator === 'prefix') {
    // A string's key without its two-byte end is a prefix of all strings that begin so.
    const text = encodeValue(operand);
    const prefix = text.subarray(0, text.length - 2);
    return [prefix, prefixEnd(prefix)];
  }
  const key = encodeValue(operand);
  const [floor, ceiling] = typeEnds(operand);
  switch (operator) {
    case '$gt':
      return [prefixEnd(key) as Buffer, ceiling];
    case '$gte':
      return [key, ceiling];
    case '$lt':
      return [floor, key];
    default:
      return [floor, prefixEnd(key)];
  }
}

const NEGATIVE_INFINITY = encodeValue(-Infinity);
const NAN = encodeValue(NaN);

/** Comparison stays within the operand's type; NaN is only ever compared with NaN. */
function typeEnds(operand: unknown): [Buffer, Buffer] {
  const type = typeOrder(operand);
  if (type === 1 || type === 127) return [Buffer.of(0), Buffer.of(0xff)];
  if (isNumeric(operand)) {
    return Number.isNaN(toDouble(operand))
      ? [NAN, NEGATIVE_INFINITY]
      : [NEGATIVE_INFINITY, Buffer.of(type + 1)];
  }
  return [Buffer.of(type), Buffer.of(type + 1)];
}

/*
 * In a descending field every byte is complemented. `x >= lower` ascending is then "at most the complement of what
 * begins with lower", so the ends change places: an included end becomes an excluded one that covers its whole prefix.
 */
function invert(upper: Buffer): Buffer {
  // Everything below `upper` is, complemented, above every key that begins with ~upper.
  const flipped = Buffer.from(upper.map((byte) => ~byte & 0xff));
  return prefixEnd(flipped) ?? flipped;
}

function invertEnd(lower: Buffer): Buffer | undefined {
  const flipped = Buffer.from(lower.map((byte) => ~byte & 0xff));
  return prefixEnd(flipped);
}
