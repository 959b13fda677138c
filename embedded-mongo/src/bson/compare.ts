import type { BSONRegExp, Code, ObjectId, Timestamp } from 'bson';
import { Binary, DBRef } from 'bson';
import type { Numeric } from './numbers.ts';
import { compareNumbers } from './numbers.ts';
import type { Document } from './types.ts';
import { TypeOrder, typeOrder } from './types.ts';

/** MongoDB's total order over all values: by class of type first, then within the class. A missing field is null. */
export function compareValues(a: unknown, b: unknown): number {
  const left = typeOrder(a);
  const right = typeOrder(b);
  if (left !== right) return left < right ? -1 : 1;
  return compareWithin(left, a, b);
}

export function equalValues(a: unknown, b: unknown): boolean {
  return a === b || compareValues(a, b) === 0;
}

function order<T extends string | number | bigint | boolean>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Strings compare by their UTF-8 bytes, which is code point order and not the UTF-16 order of JavaScript. */
export function compareStrings(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const surrogates = Number(isSurrogate(x)) - Number(isSurrogate(y));
    return surrogates !== 0 ? surrogates : x - y;
  }
  return a.length - b.length;
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

function compareWithin(type: number, a: unknown, b: unknown): number {
  switch (type) {
    case TypeOrder.number:
      return compareNumbers(a as Numeric, b as Numeric);
    case TypeOrder.string:
      return compareStrings(String(a), String(b));
    case TypeOrder.objectId:
      return Buffer.compare((a as ObjectId).id, (b as ObjectId).id);
    case TypeOrder.boolean:
      return order(a as boolean, b as boolean);
    case TypeOrder.date:
      return order((a as Date).getTime(), (b as Date).getTime());
    case TypeOrder.object:
      return compareObjects(fieldsOf(a), fieldsOf(b));
    case TypeOrder.array:
      return compareArrays(a as unknown[], b as unknown[]);
    case TypeOrder.binary:
      return compareBinary(a as Binary | Uint8Array, b as Binary | Uint8Array);
    case TypeOrder.timestamp:
      return (a as Timestamp).compare(b as Timestamp);
    default:
      return compareRare(type, a, b);
  }
}

function fieldsOf(value: unknown): Document {
  if (value instanceof DBRef) return { $ref: value.collection, $id: value.oid, ...value.fields };
  return value as Document;
}

/** Objects compare field by field in their own order: type of the value, name, value, and the shorter first. */
function compareObjects(a: Document, b: Document): number {
  const left = Object.keys(a);
  const right = Object.keys(b);
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at++) {
    const [x, y] = [left[at] as string, right[at] as string];
    const result =
      order(typeOrder(a[x]), typeOrder(b[y])) || compareStrings(x, y) || compareValues(a[x], b[y]);
    if (result !== 0) return result;
  }
  return left.length - right.length;
}

function compareArrays(a: unknown[], b: unknown[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const result = compareValues(a[at], b[at]);
    if (result !== 0) return result;
  }
  return a.length - b.length;
}

/** Binary values compare by length, then subtype, then bytes. */
function compareBinary(a: Binary | Uint8Array, b: Binary | Uint8Array): number {
  const [x, y] = [binaryBytes(a), binaryBytes(b)];
  return (
    order(x.length, y.length) || order(binarySubtype(a), binarySubtype(b)) || Buffer.compare(x, y)
  );
}

export function binaryBytes(value: Binary | Uint8Array): Uint8Array {
  return value instanceof Binary ? value.buffer.subarray(0, value.position) : value;
}

export function binarySubtype(value: Binary | Uint8Array): number {
  return value instanceof Binary ? value.sub_type : 0;
}

/** Source and flags of a regular expression of either kind. */
export function regexParts(value: BSONRegExp | RegExp): [source: string, flags: string] {
  return value instanceof RegExp ? [value.source, value.flags] : [value.pattern, value.options];
}

function compareRare(type: number, a: unknown, b: unknown): number {
  if (type === TypeOrder.regex) {
    const [left, right] = [regexParts(a as BSONRegExp), regexParts(b as BSONRegExp)];
    return compareStrings(left[0], right[0]) || compareStrings(left[1], right[1]);
  }
  if (type === TypeOrder.code || type === TypeOrder.codeWithScope) {
    const [left, right] = [a as Code, b as Code];
    return (
      compareStrings(String(left.code), String(right.code)) ||
      compareValues(left.scope ?? null, right.scope ?? null)
    );
  }
  return 0;
}
