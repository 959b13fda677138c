import { Decimal128, Double, Long, ObjectId } from 'bson';
import { compareValues, equalValues } from '../bson/compare.ts';
import { hashKey } from '../bson/keys.ts';
import type { Numeric } from '../bson/numbers.ts';
import { arithmetic, numericKind, toDouble } from '../bson/numbers.ts';
import { bsonTypeName, isNumeric, MISSING } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { library } from './library.ts';

/*
 * Operators where the library's answer is not MongoDB's: it compares by JavaScript's types and computes with plain
 * numbers only, so that a Long, a Decimal128 or an ObjectId would be refused or ordered wrongly.
 */

type Operator = (document: unknown, operand: unknown, options: never) => unknown;

const evaluated = (document: unknown, operand: unknown, options: never): unknown =>
  library().core.evalExpr(document, operand, options);

const args = (document: unknown, operand: unknown, options: never): unknown[] => {
  if (!Array.isArray(operand)) return [evaluated(document, operand, options)];
  return operand.map((each) => evaluated(document, each, options));
};

/** The library's own operators know plain numbers only, so that a double is handed on as one. */
const plain = (value: Numeric): Numeric => (value instanceof Double ? value.value : value);

const isNil = (value: unknown): boolean =>
  value === null || value === undefined || value === MISSING;

function pair(name: string, operand: unknown): void {
  if (!Array.isArray(operand) || operand.length !== 2) {
    const given = Array.isArray(operand) ? operand.length : 1;
    throw new CommandError(
      16020,
      `Expression ${name} takes exactly 2 arguments. ${given} were passed in.`,
    );
  }
}

/** Missing sorts below null in expressions. */
function compareExpressions(a: unknown, b: unknown): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return compareValues(a, b);
}

const comparison =
  (name: string, answer: (order: number) => unknown): Operator =>
  (document, operand, options) => {
    pair(name, operand);
    const [a, b] = args(document, operand, options);
    return answer(Math.sign(compareExpressions(a, b)));
  };

function numeric(name: string, value: unknown): Numeric {
  if (!isNumeric(value)) {
    throw new CommandError(
      'TypeMismatch',
      `${name} only supports numeric types, not ${bsonTypeName(value ?? null)}`,
    );
  }
  return value;
}

/** Expressions answer a double where a long overflows. */
function compute(
  operation: 'add' | 'subtract' | 'multiply' | 'divide',
  a: Numeric,
  b: Numeric,
): Numeric {
  const result = arithmetic(operation, a, b);
  if (result !== undefined) return plain(result);
  const [x, y] = [toDouble(a), toDouble(b)];
  return Number(operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y);
}

const add: Operator = (document, operand, options) => {
  let sum: Numeric = 0;
  let hasDate = false;
  for (const value of args(document, operand, options)) {
    if (isNil(value)) return null;
    if (value instanceof Date) {
      if (hasDate) throw new CommandError(16612, 'only one date allowed in an $add expression');
      hasDate = true;
      sum = compute('add', sum, value.getTime());
    } else sum = compute('add', sum, numeric('$add', value));
  }
  return hasDate ? new Date(toDouble(sum)) : sum;
};

const subtract: Operator = (document, operand, options) => {
  pair('$subtract', operand);
  const [a, b] = args(document, operand, options);
  if (isNil(a) || isNil(b)) return null;
  if (a instanceof Date) {
    if (b instanceof Date) return Long.fromNumber(a.getTime() - b.getTime());
    return new Date(a.getTime() - toDouble(numeric('$subtract', b)));
  }
  return compute('subtract', numeric('$subtract', a), numeric('$subtract', b));
};

const multiply: Operator = (document, operand, options) => {
  let product: Numeric = 1;
  for (const value of args(document, operand, options)) {
    if (isNil(value)) return null;
    product = compute('multiply', product, numeric('$multiply', value));
  }
  return product;
};

const divide: Operator = (document, operand, options) => {
  pair('$divide', operand);
  const [a, b] = args(document, operand, options);
  if (isNil(a) || isNil(b)) return null;
  const divisor = numeric('$divide', b);
  if (toDouble(divisor) === 0) throw new CommandError('BadValue', "can't $divide by zero");
  return compute('divide', numeric('$divide', a), divisor);
};

const mod: Operator = (document, operand, options) => {
  pair('$mod', operand);
  const [a, b] = args(document, operand, options);
  if (isNil(a) || isNil(b)) return null;
  const [x, y] = [numeric('$mod', a), numeric('$mod', b)];
  if (toDouble(y) === 0) throw new CommandError(16610, "can't $mod by zero");
  if (x instanceof Long || y instanceof Long) {
    return Long.fromBigInt(BigInt(toWhole(x)) % BigInt(toWhole(y)));
  }
  const result = toDouble(x) % toDouble(y);
  return numericKind(x) === 'int' && numericKind(y) === 'int' ? result + 0 : Number(result);
};

const toWhole = (value: Numeric): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toDouble(value)));

const rounding =
  (name: string, whole: (value: number) => number): Operator =>
  (document, operand, options) => {
    const [value, places] = args(document, operand, options);
    if (isNil(value)) return null;
    const number = numeric(name, value);
    const digits = isNumeric(places) ? toDouble(places) : 0;
    if (numericKind(number) === 'int' || numericKind(number) === 'long') {
      if (digits >= 0) return number;
    }
    if (number instanceof Decimal128)
      throw new CommandError('CommandNotSupported', `${name} of a decimal`);
    const scaled = Number(`${toDouble(number)}e${digits}`);
    const result = Number(`${whole(Number.isNaN(scaled) ? toDouble(number) : scaled)}e${-digits}`);
    return numericKind(number) === 'double' ? Number(result) : result;
  };

const halfEven = (value: number): number => {
  const floor = Math.floor(value);
  if (value - floor !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
};

const unary =
  (name: string, apply: (value: Numeric) => Numeric): Operator =>
  (document, operand, options) => {
    const [value] = args(document, operand, options);
    return isNil(value) ? null : apply(numeric(name, value));
  };

const negate = (value: Numeric): Numeric => compute('multiply', value, -1);

const inside: Operator = (document, operand, options) => {
  pair('$in', operand);
  const [value, list] = args(document, operand, options);
  if (!Array.isArray(list)) {
    throw new CommandError(
      40081,
      `$in requires an array as a second argument, found: ${bsonTypeName(list ?? null)}`,
    );
  }
  return list.some((each) => equalValues(each, value));
};

function lists(name: string, values: unknown[]): unknown[][] | null {
  if (values.some(isNil)) return null;
  return values.map((value) => {
    if (!Array.isArray(value)) {
      throw new CommandError(
        17040,
        `All operands of ${name} must be arrays. One argument is of type: ${bsonTypeName(value)}`,
      );
    }
    return value;
  });
}

const distinct = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [hashKey(value), value])).values(),
];

const sets =
  (name: string, combine: (sets: unknown[][], keys: Set<string>[]) => unknown): Operator =>
  (document, operand, options) => {
    const given = lists(name, args(document, operand, options));
    return (
      given &&
      combine(
        given,
        given.map((list) => new Set(list.map(hashKey))),
      )
    );
  };

/** `$max`, `$min` as expressions: of the arguments, or of the elements of a single array; null is passed over. */
const extreme =
  (sign: number): Operator =>
  (document, operand, options) => {
    // Within $group the library hands over the group's documents.
    const given = Array.isArray(document)
      ? document.map((each) => evaluated(each as never, operand as never, options))
      : args(document, operand, options);
    const [first] = given;
    const values =
      !Array.isArray(document) && given.length === 1 && Array.isArray(first)
        ? (first as unknown[])
        : given;
    return values
      .filter((value) => !isNil(value))
      .reduce<unknown>(
        (best, value) => (best === null || compareValues(value, best) * sign > 0 ? value : best),
        null,
      );
  };

/** `$sum` and `$avg` as expressions: of the arguments, or of the elements of a single array; what is no number is passed over. */
const total =
  (finish: (sum: Numeric, count: number) => Numeric | null): Operator =>
  (document, operand, options) => {
    const given = Array.isArray(document)
      ? document.map((each: unknown) => evaluated(each, operand, options))
      : args(document, operand, options);
    const [first] = given;
    const isList = !Array.isArray(document) && given.length === 1 && Array.isArray(first);
    const numbers = (isList ? (first as unknown[]) : given).filter(isNumeric);
    return finish(
      numbers.reduce<Numeric>((sum, each) => compute('add', sum, each), 0),
      numbers.length,
    );
  };

const type: Operator = (document, operand, options) => {
  const [value] = args(document, Array.isArray(operand) ? operand : [operand], options);
  return bsonTypeName(value === undefined ? MISSING : value);
};

const toText: Operator = (document, operand, options) => {
  const [value] = args(document, [operand], options);
  if (isNil(value)) return null;
  if (value instanceof ObjectId) return value.toHexString();
  if (value instanceof Date) return value.toISOString();
  return value instanceof Double ? String(value.value) : String(value);
};

const indexOfCodePoint: Operator = (document, operand, options) => {
  const [text, part, start = 0, end] = args(document, operand, options);
  if (isNil(text)) return null;
  if (typeof text !== 'string' || typeof part !== 'string') {
    throw new CommandError(40093, '$indexOfCP requires a string as its first two arguments');
  }
  // oxlint-disable-next-line typescript/no-misused-spread -- code points are what MongoDB counts
  const letters = [...text].slice(0, isNumeric(end) ? toDouble(end) : undefined);
  const from = isNumeric(start) ? toDouble(start) : 0;
  const found = letters.slice(from).join('').indexOf(part);
  return found < 0 ? -1 : from + letters.slice(from).join('').slice(0, found).length;
};

export const corrections: Record<string, Operator> = {
  $eq: comparison('$eq', (order) => order === 0),
  $ne: comparison('$ne', (order) => order !== 0),
  $gt: comparison('$gt', (order) => order > 0),
  $gte: comparison('$gte', (order) => order >= 0),
  $lt: comparison('$lt', (order) => order < 0),
  $lte: comparison('$lte', (order) => order <= 0),
  $cmp: comparison('$cmp', (order) => order),
  $add: add,
  $subtract: subtract,
  $multiply: multiply,
  $divide: divide,
  $mod: mod,
  $abs: unary('$abs', (value) => (toDouble(value) < 0 ? negate(value) : value)),
  $floor: rounding('$floor', Math.floor),
  $ceil: rounding('$ceil', Math.ceil),
  $round: rounding('$round', halfEven),
  $trunc: rounding('$trunc', Math.trunc),
  $in: inside,
  $type: type,
  $toString: toText,
  $indexOfCP: indexOfCodePoint,
  $sum: total((sum) => sum),
  $avg: total((sum, count) => (count === 0 ? null : compute('divide', sum, count))),
  $max: extreme(1),
  $min: extreme(-1),
  $setUnion: sets('$setUnion', (given) => distinct(given.flat())),
  $setIntersection: sets('$setIntersection', ([first = [], ...rest], [, ...keys]) =>
    distinct(first).filter((value) => rest.every((_, at) => keys[at]?.has(hashKey(value)))),
  ),
  $setDifference: sets('$setDifference', ([first = []], [, keys]) =>
    distinct(first).filter((value) => !keys?.has(hashKey(value))),
  ),
  $setEquals: sets('$setEquals', (_, [first, ...rest]) =>
    rest.every((keys) => keys.size === first?.size && [...keys].every((key) => first.has(key))),
  ),
  $setIsSubset: sets('$setIsSubset', (_, [first, second]) =>
    [...(first ?? [])].every((key) => second?.has(key)),
  ),
};
