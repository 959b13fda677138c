import { Decimal128, Double, Int32, Long } from 'bson';
import type { Decimal } from './decimals.ts';
import {
  addDecimals,
  compareDecimals,
  compareDecimalToDouble,
  divideDecimals,
  formatDecimal,
  multiplyDecimals,
  parseDecimal,
} from './decimals.ts';
import { fitsInt32 } from './types.ts';

export type Numeric = number | bigint | Double | Int32 | Long | Decimal128;

/** A number, exactly: a double, a whole number or a finite decimal. */
type Exact = number | bigint | Decimal;

function exact(value: Numeric): Exact {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (value instanceof Double || value instanceof Int32) return value.valueOf();
  if (value instanceof Long) return value.toBigInt();
  return parseDecimal(value);
}

const isDecimal = (value: Exact): value is Decimal => typeof value === 'object';

const toDecimal = (value: number | bigint | Decimal): Decimal | number => {
  if (isDecimal(value)) return value;
  if (typeof value === 'bigint') return { coefficient: value, exponent: 0 };
  if (!Number.isFinite(value)) return value;
  // MongoDB turns a double into a decimal with 15 significant digits.
  return parseDecimal(Decimal128.fromString(String(Number(value.toPrecision(15)))));
};

/** Order of two numbers of any type; NaN is below all and equal to itself. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') {
    return a < b ? -1 : a > b ? 1 : a === b ? 0 : compareNaN(a, b);
  }
  return compareExact(exact(a), exact(b));
}

function compareNaN(a: number, b: number): number {
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

function compareExact(a: Exact, b: Exact): number {
  if (!isDecimal(a) && !isDecimal(b)) {
    if (a < b) return -1;
    if (a > b) return 1;
    // A double against a whole number, by value.
    return Number(a) === Number(b) ? 0 : compareNaN(Number(a), Number(b));
  }
  if (isDecimal(a) && isDecimal(b)) return compareDecimals(a, b);
  if (isDecimal(a)) return compareDecimalTo(a, b as number | bigint);
  return -compareDecimalTo(b as Decimal, a);
}

function compareDecimalTo(a: Decimal, b: number | bigint): number {
  if (typeof b === 'bigint') return compareDecimals(a, { coefficient: b, exponent: 0 });
  if (Number.isNaN(b)) return 1;
  if (!Number.isFinite(b)) return b > 0 ? -1 : 1;
  return compareDecimalToDouble(a, b);
}

/** The nearest double. */
export function toDouble(value: Numeric): number {
  if (typeof value === 'number') return value;
  if (value instanceof Decimal128) {
    const text = value.toString();
    return text === 'NaN' ? NaN : Number(text);
  }
  return Number(exact(value));
}

type Kind = 'int' | 'long' | 'double' | 'decimal';

export function numericKind(value: Numeric): Kind {
  if (typeof value === 'number') return fitsInt32(value) ? 'int' : 'double';
  if (value instanceof Double) return 'double';
  if (value instanceof Int32) return 'int';
  if (value instanceof Decimal128) return 'decimal';
  return 'long';
}

/** A double that stays a double when it is encoded. */
export function asDouble(value: number): number | Double {
  return fitsInt32(value) ? new Double(value) : value;
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** The smallest of int and long that holds the value and is not below `least`, or undefined on overflow. */
export function asWhole(value: bigint, least: 'int' | 'long'): number | Long | undefined {
  if (least === 'int' && value >= -0x80000000n && value <= 0x7fffffffn) return Number(value);
  if (value < INT64_MIN || value > INT64_MAX) return undefined;
  return Long.fromBigInt(value);
}

type Operation = 'add' | 'subtract' | 'multiply' | 'divide';

/**
 * The sum, difference or product with MongoDB's rules of type: decimal over double over long over int, int grows to
 * long. Undefined when a long overflows.
 */
export function arithmetic(operation: Operation, a: Numeric, b: Numeric): Numeric | undefined {
  const kinds = [numericKind(a), numericKind(b)];
  if (kinds.includes('decimal')) return decimalArithmetic(operation, exact(a), exact(b));
  if (kinds.includes('double') || operation === 'divide') {
    return asDouble(doubleArithmetic(operation, toDouble(a), toDouble(b)));
  }
  const [x, y] = [BigInt(exact(a) as number | bigint), BigInt(exact(b) as number | bigint)];
  const result = operation === 'add' ? x + y : operation === 'subtract' ? x - y : x * y;
  return asWhole(result, kinds.includes('long') ? 'long' : 'int');
}

function doubleArithmetic(operation: Operation, a: number, b: number): number {
  if (operation === 'add') return a + b;
  if (operation === 'subtract') return a - b;
  return operation === 'multiply' ? a * b : a / b;
}

function decimalArithmetic(operation: Operation, a: Exact, b: Exact): Decimal128 {
  const [x, y] = [toDecimal(a), toDecimal(b)];
  if (
    typeof x === 'number' ||
    typeof y === 'number' ||
    (operation === 'divide' && y.coefficient === 0n)
  ) {
    const number = (n: Decimal | number): number =>
      typeof n === 'number' ? n : toDouble(formatDecimal(n));
    return Decimal128.fromString(String(doubleArithmetic(operation, number(x), number(y))));
  }
  if (operation === 'add') return formatDecimal(addDecimals(x, y));
  if (operation === 'subtract') {
    return formatDecimal(addDecimals(x, { ...y, coefficient: -y.coefficient }));
  }
  return formatDecimal(operation === 'multiply' ? multiplyDecimals(x, y) : divideDecimals(x, y));
}
