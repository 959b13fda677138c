import type { BSONRegExp } from 'bson';
import { Binary, Long } from 'bson';
import { binaryBytes, compareValues, equalValues, regexParts } from '../bson/compare.ts';
import { hashKey } from '../bson/keys.ts';
import type { Numeric } from '../bson/numbers.ts';
import { toDouble } from '../bson/numbers.ts';
import type { Document } from '../bson/types.ts';
import {
  bsonType,
  bsonTypeCode,
  isBsonTypeCode,
  isNumeric,
  MISSING,
  TypeOrder,
  typeOrder,
} from '../bson/types.ts';
import { CommandError, notSupported } from '../errors.ts';

/** A test of the value at the end of a path; MISSING when there is none. */
export type Leaf = (value: unknown) => boolean;

const regexTypes = (value: unknown): value is BSONRegExp | RegExp =>
  typeOrder(value) === TypeOrder.regex;

/** The value or, where it is an array, one of its elements. */
function orElement(test: Leaf): Leaf {
  return (value) => test(value) || (Array.isArray(value) && value.some(test));
}

/** Equality; null equals a missing field too. */
export function equals(operand: unknown): Leaf {
  if (operand === null || operand === undefined) {
    return orElement((value) => value === null || value === MISSING || value === undefined);
  }
  const type = typeOrder(operand);
  return orElement(
    (value) =>
      value === operand ||
      (value !== MISSING && typeOrder(value) === type && compareValues(value, operand) === 0),
  );
}

/** Whether a string (or an equal regular expression) matches. */
export function regexTest(operand: BSONRegExp | RegExp, options?: string): Leaf {
  const [source, flags] = regexParts(operand);
  const regex = compileRegex(source, options ?? flags);
  return orElement((value) => {
    if (typeof value === 'string') return regex.test(value);
    return regexTypes(value) && equalValues(value, operand);
  });
}

/** PCRE as far as JavaScript has it: flags i, m, s, u as they are, x by removing blanks and comments. */
export function compileRegex(source: string, options: string): RegExp {
  let pattern = source;
  let flags = '';
  for (const flag of options) {
    if (flag === 'x')
      pattern = pattern.replace(/\\.|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (found) =>
        /^[\\[]/.test(found) ? found : '',
      );
    else if ('ims'.includes(flag)) flags += flag;
    else if (flag !== 'u' && flag !== 'g' && flag !== 'l') {
      throw new CommandError(51108, `invalid flag in regex options: ${flag}`);
    }
  }
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  if (inline) {
    pattern = pattern.slice(inline[0].length);
    for (const flag of inline[1] as string) if (!flags.includes(flag)) flags += flag;
  }
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch {
    try {
      return new RegExp(pattern, flags);
    } catch (error) {
      throw new CommandError(51091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}

type Order = (result: number) => boolean;

const ORDERS: Record<string, Order> = {
  $gt: (result) => result > 0,
  $gte: (result) => result >= 0,
  $lt: (result) => result < 0,
  $lte: (result) => result <= 0,
};

/** Comparison within the operand's class of type; only MinKey and MaxKey compare with all. */
function ordered(name: string, operand: unknown): Leaf {
  const accepts = ORDERS[name] as Order;
  if (regexTypes(operand)) {
    throw new CommandError('BadValue', `Can't have RegEx as arg to predicate over field`);
  }
  const type = typeOrder(operand);
  if (type === TypeOrder.null || type === TypeOrder.undefined) {
    return accepts(0) ? equals(null) : () => false;
  }
  const isNaNOperand = isNumeric(operand) && Number.isNaN(toDouble(operand));
  const isAnyType = type === TypeOrder.minKey || type === TypeOrder.maxKey;
  return orElement((value) => {
    if (isAnyType) return accepts(compareValues(value, operand));
    if (value === MISSING) return false;
    if (typeOrder(value) !== type) return false;
    if (type === TypeOrder.number) {
      const isNaNValue = Number.isNaN(toDouble(value as Numeric));
      if (isNaNValue || isNaNOperand) return isNaNValue && isNaNOperand && accepts(0);
    }
    return accepts(compareValues(value, operand));
  });
}

function oneOf(operand: unknown): Leaf {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$in needs an array');
  const regexes: Leaf[] = [];
  const keys = new Set<string>();
  let hasNull = false;
  for (const wanted of operand) {
    if (regexTypes(wanted)) regexes.push(regexTest(wanted));
    else if (wanted === null || wanted === undefined) hasNull = true;
    else if (
      Object.keys(wanted as object)[0]?.startsWith('$') &&
      typeOrder(wanted) === TypeOrder.object
    ) {
      throw new CommandError('BadValue', 'cannot nest $ under $in');
    } else keys.add(hashKey(wanted));
  }
  const test = orElement((value) => {
    if (value === MISSING || value === null || value === undefined) return hasNull;
    return keys.has(hashKey(value));
  });
  return regexes.length === 0
    ? test
    : (value) => test(value) || regexes.some((leaf) => leaf(value));
}

function typeTest(operand: unknown): Leaf {
  const codes = new Set<number>();
  for (const wanted of Array.isArray(operand) ? operand : [operand]) {
    if (wanted === 'number') for (const code of [1, 16, 18, 19]) codes.add(code);
    else codes.add(typeCode(wanted));
  }
  return orElement((value) => value !== MISSING && codes.has(bsonType(value)));
}

function typeCode(wanted: unknown): number {
  if (typeof wanted === 'string') {
    const code = bsonTypeCode(wanted);
    if (code === undefined)
      throw new CommandError('BadValue', `Unknown type name alias: ${wanted}`);
    return code;
  }
  if (!isNumeric(wanted)) {
    throw new CommandError('TypeMismatch', 'type must be represented as a number or a string');
  }
  const code = toDouble(wanted);
  if (!isBsonTypeCode(code))
    throw new CommandError('BadValue', `Invalid numerical type code: ${code}`);
  return code;
}

function wholeNumber(operand: unknown, problem: string): number {
  const value = isNumeric(operand) ? toDouble(operand) : NaN;
  if (!Number.isInteger(value)) throw new CommandError('BadValue', problem);
  return value;
}

function sizeTest(operand: unknown): Leaf {
  const size = wholeNumber(operand, 'Failed to parse $size. Expected an integer');
  if (size < 0) throw new CommandError('BadValue', '$size may not be negative');
  return (value) => Array.isArray(value) && value.length === size;
}

function modTest(operand: unknown): Leaf {
  if (!Array.isArray(operand) || operand.length !== 2 || !operand.every(isNumeric)) {
    throw new CommandError('BadValue', 'malformed mod, needs to be an array of two numbers');
  }
  const [divisor, remainder] = operand.map((n) => BigInt(Math.trunc(toDouble(n))));
  if (divisor === 0n) throw new CommandError('BadValue', 'divisor cannot be 0');
  return orElement((value) => {
    if (!isNumeric(value)) return false;
    if (value instanceof Long) return value.toBigInt() % (divisor as bigint) === remainder;
    const number = Math.trunc(toDouble(value));
    return Number.isFinite(number) && BigInt(number) % (divisor as bigint) === remainder;
  });
}

function bitMask(operand: unknown): bigint {
  if (Array.isArray(operand)) {
    return operand.reduce<bigint>(
      (mask, bit) => mask | (1n << BigInt(wholeNumber(bit, 'bit positions must be integers'))),
      0n,
    );
  }
  if (operand instanceof Binary) return littleEndian(binaryBytes(operand));
  if (operand instanceof Long) return operand.toBigInt();
  return BigInt(wholeNumber(operand, 'takes an Array, a number, or a BinData'));
}

const littleEndian = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);

function bitsTest(name: string, operand: unknown): Leaf {
  const mask = bitMask(operand);
  return orElement((value) => {
    let bits: bigint;
    if (value instanceof Binary) bits = littleEndian(binaryBytes(value));
    else if (value instanceof Long) bits = value.toBigInt();
    else if (isNumeric(value) && Number.isInteger(toDouble(value))) bits = BigInt(toDouble(value));
    else return false;
    const hit = bits & mask;
    if (name === '$bitsAllSet') return hit === mask;
    if (name === '$bitsAnySet') return hit !== 0n;
    return name === '$bitsAllClear' ? hit === 0n : hit !== mask;
  });
}

/** The test for an operator of a field, `$not`, `$all`, `$elemMatch` and the negations excepted. */
export function compileOperator(name: string, operand: unknown, siblings: Document): Leaf {
  switch (name) {
    case '$eq':
      return regexTypes(operand)
        ? orElement((v) => v !== MISSING && equalValues(v, operand))
        : equals(operand);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return ordered(name, operand);
    case '$in':
      return oneOf(operand);
    case '$exists':
      return (value) => value !== MISSING;
    case '$type':
      return typeTest(operand);
    case '$size':
      return sizeTest(operand);
    case '$mod':
      return modTest(operand);
    case '$regex':
      return regexOperator(operand, siblings.$options);
    case '$options':
      throw new CommandError('BadValue', '$options needs a $regex');
    case '$comment':
      return () => true;
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return bitsTest(name, operand);
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
      throw notSupported(`The query operator ${name}`);
    default:
      throw new CommandError('BadValue', `unknown operator: ${name}`);
  }
}

function regexOperator(operand: unknown, options: unknown): Leaf {
  const flags = typeof options === 'string' ? options : undefined;
  if (typeof operand === 'string') {
    const regex = compileRegex(operand, flags ?? '');
    return orElement((value) => typeof value === 'string' && regex.test(value));
  }
  if (regexTypes(operand)) return regexTest(operand, flags);
  throw new CommandError('BadValue', '$regex has to be a string');
}
