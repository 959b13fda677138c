import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';

/**
 * A decoded document. Values are JavaScript's own where they mean exactly one BSON type (a number is an int32 when it
 * is an integer that fits, else a double) and `bson` classes otherwise, so that encoding gives back the same bytes.
 */
export type Document = { [key: string]: unknown };

/** The absence of a field, which MongoDB tells apart from null. */
export const MISSING: unique symbol = Symbol('missing');

/** MongoDB's order of types. Values of different classes are ordered by this number alone. */
export const TypeOrder = {
  minKey: 1,
  undefined: 3,
  null: 5,
  number: 10,
  string: 15,
  object: 20,
  array: 25,
  binary: 30,
  objectId: 35,
  boolean: 40,
  date: 45,
  timestamp: 47,
  regex: 50,
  dbPointer: 55,
  code: 60,
  codeWithScope: 65,
  maxKey: 127,
} as const;

export function isPlainObject(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const proto: unknown = Object.getPrototypeOf(value);
  return proto === Object.prototype || proto === null;
}

export function isNumeric(
  value: unknown,
): value is number | bigint | Double | Int32 | Long | Decimal128 {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Double ||
    value instanceof Int32 ||
    (value instanceof Long && !(value instanceof Timestamp)) ||
    value instanceof Decimal128
  );
}

/** The class of a value in MongoDB's order of types. */
export function typeOrder(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return TypeOrder.string;
    case 'number':
    case 'bigint':
      return TypeOrder.number;
    case 'boolean':
      return TypeOrder.boolean;
    case 'undefined':
      return TypeOrder.undefined;
    case 'symbol':
      return TypeOrder.null;
    default:
  }
  if (value === null) return TypeOrder.null;
  if (Array.isArray(value)) return TypeOrder.array;
  if (value instanceof ObjectId) return TypeOrder.objectId;
  if (value instanceof Date) return TypeOrder.date;
  if (isPlainObject(value)) return TypeOrder.object;
  return rareTypeOrder(value);
}

function rareTypeOrder(value: unknown): number {
  if (value instanceof Timestamp) return TypeOrder.timestamp;
  if (isNumeric(value)) return TypeOrder.number;
  if (value instanceof Binary || value instanceof Uint8Array) return TypeOrder.binary;
  if (value instanceof BSONSymbol) return TypeOrder.string;
  if (value instanceof BSONRegExp || value instanceof RegExp) return TypeOrder.regex;
  if (value instanceof MinKey) return TypeOrder.minKey;
  if (value instanceof MaxKey) return TypeOrder.maxKey;
  if (value instanceof Code) return value.scope ? TypeOrder.codeWithScope : TypeOrder.code;
  if (value instanceof DBRef) return TypeOrder.object;
  return TypeOrder.object;
}

/** Whether an int32, by the rule of the BSON encoder, holds this JavaScript number. */
export function fitsInt32(value: number): boolean {
  return (value | 0) === value && !Object.is(value, -0);
}

const TYPE_ALIASES: Record<string, number> = {
  double: 1,
  string: 2,
  object: 3,
  array: 4,
  binData: 5,
  undefined: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  null: 10,
  regex: 11,
  dbPointer: 12,
  javascript: 13,
  symbol: 14,
  javascriptWithScope: 15,
  int: 16,
  timestamp: 17,
  long: 18,
  decimal: 19,
  minKey: -1,
  maxKey: 127,
};

const ALIAS_OF = new Map(Object.entries(TYPE_ALIASES).map(([alias, code]) => [code, alias]));

/** The number of a BSON type given by number or alias, undefined when there is none such. */
export function bsonTypeCode(alias: string): number | undefined {
  return TYPE_ALIASES[alias];
}

export function isBsonTypeCode(code: number): boolean {
  return ALIAS_OF.has(code);
}

/** The alias of a value's BSON type, as `$type` answers it. */
export function bsonTypeName(value: unknown): string {
  if (value === MISSING) return 'missing';
  return ALIAS_OF.get(bsonType(value)) ?? 'object';
}

/** The number of a value's BSON type. */
export function bsonType(value: unknown): number {
  switch (typeof value) {
    case 'string':
      return 2;
    case 'boolean':
      return 8;
    case 'undefined':
      return 6;
    case 'number':
      return fitsInt32(value) ? 16 : 1;
    case 'bigint':
      return 18;
    default:
  }
  if (value === null) return 10;
  if (Array.isArray(value)) return 4;
  if (value instanceof ObjectId) return 7;
  if (value instanceof Date) return 9;
  if (isPlainObject(value)) return 3;
  return rareBsonType(value);
}

function rareBsonType(value: unknown): number {
  if (value instanceof Timestamp) return 17;
  if (value instanceof Long) return 18;
  if (value instanceof Double) return 1;
  if (value instanceof Int32) return 16;
  if (value instanceof Decimal128) return 19;
  if (value instanceof Binary || value instanceof Uint8Array) return 5;
  if (value instanceof BSONRegExp || value instanceof RegExp) return 11;
  if (value instanceof Code) return value.scope ? 15 : 13;
  if (value instanceof BSONSymbol) return 14;
  if (value instanceof MinKey) return -1;
  if (value instanceof MaxKey) return 127;
  return 3;
}
