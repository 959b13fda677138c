import type { Binary, BSONRegExp, Code, ObjectId, Timestamp } from 'bson';
import { DBRef, Decimal128, Long } from 'bson';
import { binaryBytes, binarySubtype, regexParts } from './compare.ts';
import type { Decimal } from './decimals.ts';
import { compareDecimalToDouble, compareDecimals, parseDecimal, trim } from './decimals.ts';
import type { Numeric } from './numbers.ts';
import type { Document } from './types.ts';
import { TypeOrder, typeOrder } from './types.ts';

/*
 * Order-preserving keys: comparing the bytes of two keys gives what `compareValues` gives for the values, and equal
 * values (5, Long 5, 5.0) give equal bytes. No key is a prefix of another key's component, so that components can stand
 * one after the other, each ascending or, with every byte complemented, descending.
 *
 * A string ends with 00 01 and holds 00 as 00 FF; a container ends with 00, below every type byte.
 */

const EXACT = 0;
const INEXACT = 1;

let scratch = Buffer.allocUnsafe(1024);
let length = 0;

function reserve(bytes: number): void {
  if (length + bytes <= scratch.length) return;
  const larger = Buffer.allocUnsafe(Math.max(scratch.length * 2, length + bytes));
  scratch.copy(larger, 0, 0, length);
  scratch = larger;
}

function putByte(byte: number): void {
  reserve(1);
  scratch[length++] = byte;
}

function putString(text: string): void {
  reserve(text.length * 3 + 2);
  const from = length;
  length += scratch.write(text, length, 'utf8');
  // A NUL inside is rare; looking for it first keeps the common string a single copy.
  if (text.includes('\0')) {
    const raw = Buffer.from(scratch.subarray(from, length));
    length = from;
    reserve(raw.length * 2 + 2);
    for (const byte of raw) {
      scratch[length++] = byte;
      if (byte === 0) scratch[length++] = 0xff;
    }
  }
  reserve(2);
  scratch[length++] = 0;
  scratch[length++] = 1;
}

/** A double's bits, with the sign turned so that unsigned byte order is numeric order. */
function putDouble(value: number): void {
  reserve(8);
  const number = value === 0 ? 0 : value;
  scratch.writeDoubleBE(number, length);
  if ((scratch[length] as number) & 0x80) {
    for (let at = length; at < length + 8; at++) scratch[at] = ~(scratch[at] as number) & 0xff;
  } else {
    scratch[length] = (scratch[length] as number) | 0x80;
  }
  length += 8;
}

function putNumber(value: Numeric): void {
  if (typeof value === 'number') {
    putDoubleKey(value);
  } else if (value instanceof Long || typeof value === 'bigint') {
    const whole = typeof value === 'bigint' ? value : value.toBigInt();
    if (BigInt(Number(whole)) === whole) putDoubleKey(Number(whole));
    else putInexact({ coefficient: whole, exponent: 0 });
  } else if (value instanceof Decimal128) {
    const decimal = parseDecimal(value);
    if (typeof decimal === 'number') putDoubleKey(decimal);
    else putDecimal(decimal);
  } else {
    putDoubleKey(value.valueOf());
  }
}

function putDoubleKey(value: number): void {
  if (Number.isNaN(value)) {
    // Below -Infinity, whose first byte is 00 0F.
    reserve(9);
    scratch.fill(0, length, length + 9);
    length += 9;
    return;
  }
  putDouble(value);
  putByte(EXACT);
}

function putDecimal(decimal: Decimal): void {
  const nearest = Number(`${decimal.coefficient}E${decimal.exponent}`);
  if (Number.isFinite(nearest) && compareDecimalToDouble(decimal, nearest) === 0)
    putDoubleKey(nearest);
  else putInexact(decimal);
}

const double = new DataView(new ArrayBuffer(8));

/** The next double below. */
function before(value: number): number {
  if (value === 0) return -Number.MIN_VALUE;
  double.setFloat64(0, value);
  double.setBigInt64(0, double.getBigInt64(0) + (value > 0 ? -1n : 1n));
  return double.getFloat64(0);
}

/** A number between two doubles: the lower double, then what orders those that share it. */
function putInexact(decimal: Decimal): void {
  let floor = Number(`${decimal.coefficient}E${decimal.exponent}`);
  if (floor === Infinity) floor = Number.MAX_VALUE;
  if (floor !== -Infinity && isAbove(floor, decimal)) floor = before(floor);
  putDouble(floor);
  putByte(INEXACT);
  const { coefficient, exponent } = trim(decimal);
  const negative = coefficient < 0n;
  const digits = (negative ? -coefficient : coefficient).toString();
  const from = length;
  reserve(digits.length + 4);
  length = scratch.writeUInt16BE(exponent + digits.length + 0x8000, length);
  length += scratch.write(digits, length, 'latin1');
  scratch[length++] = 0;
  if (negative) complement(from);
}

function isAbove(value: number, decimal: Decimal): boolean {
  return value === 0
    ? compareDecimals(decimal, { coefficient: 0n, exponent: 0 }) < 0
    : compareDecimalToDouble(decimal, value) < 0;
}

function complement(from: number): void {
  for (let at = from; at < length; at++) scratch[at] = ~(scratch[at] as number) & 0xff;
}

function putObject(value: Document): void {
  for (const name of Object.keys(value)) {
    putByte(typeOrder(value[name]));
    putString(name);
    putValue(value[name]);
  }
  putByte(0);
}

function putValue(value: unknown): void {
  const type = typeOrder(value);
  putByte(type);
  switch (type) {
    case TypeOrder.number:
      putNumber(value as Numeric);
      return;
    case TypeOrder.string:
      putString(String(value));
      return;
    case TypeOrder.objectId:
      reserve(12);
      scratch.set((value as ObjectId).id, length);
      length += 12;
      return;
    case TypeOrder.boolean:
      putByte(value === true ? 1 : 0);
      return;
    case TypeOrder.date:
      reserve(8);
      length = scratch.writeBigUInt64BE(dateBits(value as Date), length);
      return;
    case TypeOrder.object:
      putObject(
        value instanceof DBRef
          ? { $ref: value.collection, $id: value.oid, ...value.fields }
          : (value as Document),
      );
      return;
    case TypeOrder.array:
      for (const element of value as unknown[]) putValue(element);
      putByte(0);
      return;
    default:
      putRare(type, value);
  }
}

function dateBits(value: Date): bigint {
  const millis = value.getTime();
  return Number.isNaN(millis) ? 0n : BigInt(millis) + 2n ** 63n;
}

function putRare(type: number, value: unknown): void {
  if (type === TypeOrder.binary) {
    const bytes = binaryBytes(value as Binary);
    reserve(bytes.length + 5);
    length = scratch.writeUInt32BE(bytes.length, length);
    scratch[length++] = binarySubtype(value as Binary);
    scratch.set(bytes, length);
    length += bytes.length;
  } else if (type === TypeOrder.timestamp) {
    const stamp = value as Timestamp;
    reserve(8);
    length = scratch.writeUInt32BE(stamp.t, length);
    length = scratch.writeUInt32BE(stamp.i, length);
  } else if (type === TypeOrder.regex) {
    const [source, flags] = regexParts(value as BSONRegExp);
    putString(source);
    putString(flags);
  } else if (type === TypeOrder.code || type === TypeOrder.codeWithScope) {
    putString(String((value as Code).code));
    if (type === TypeOrder.codeWithScope) putObject((value as Code).scope ?? {});
  }
}

/** One component of a key. */
export function encodeValue(value: unknown, descending = false): Buffer {
  length = 0;
  putValue(value);
  if (descending) complement(0);
  return Buffer.from(scratch.subarray(0, length));
}

/** A whole key: a component per field, each with its own direction. */
export function encodeKey(values: readonly unknown[], descending: readonly boolean[]): Buffer {
  length = 0;
  for (let at = 0; at < values.length; at++) {
    const from = length;
    putValue(values[at]);
    if (descending[at]) complement(from);
  }
  return Buffer.from(scratch.subarray(0, length));
}

/** A string that is equal for equal values, for use as the key of a map. */
export function hashKey(value: unknown): string {
  length = 0;
  putValue(value);
  return scratch.toString('latin1', 0, length);
}

/** The least key above every key that begins with `prefix`, or undefined when there is none. */
export function prefixEnd(prefix: Buffer): Buffer | undefined {
  for (let at = prefix.length - 1; at >= 0; at--) {
    if (prefix[at] !== 0xff) {
      const end = Buffer.from(prefix.subarray(0, at + 1));
      end[at] = (end[at] as number) + 1;
      return end;
    }
  }
  return undefined;
}
