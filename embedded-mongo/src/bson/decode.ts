/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  DBRef,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { CommandError } from '../errors.ts';
import type { Document } from './types.ts';
import { fitsInt32 } from './types.ts';

/** MongoDB's own limit on nesting. Deeper documents are refused, so that no walk can exhaust the stack. */
const MAX_DEPTH = 180;

const utf8 = new TextDecoder('utf-8', { fatal: false });

function invalid(reason: string): CommandError {
  return new CommandError('InvalidBSON', `Invalid BSON: ${reason}`);
}

/** Position just after the NUL that ends the name starting at `from`. */
function nameEnd(bytes: Buffer, from: number, end: number): number {
  let at = from;
  while (at < end && bytes[at] !== 0) at++;
  if (at >= end) throw invalid('a name is not terminated');
  return at;
}

/** A short string, decoded without leaving JavaScript when it is plain ASCII. */
function text(bytes: Buffer, from: number, to: number): string {
  if (to - from > 24) return bytes.toString('utf8', from, to);
  let out = '';
  for (let at = from; at < to; at++) {
    const code = bytes[at] as number;
    if (code > 127) return utf8.decode(bytes.subarray(from, to));
    out += String.fromCharCode(code);
  }
  return out;
}

/** Checks a document's length field against the space it lies in, and answers the document's end. */
export function documentEnd(bytes: Buffer, offset: number, limit: number): number {
  if (offset + 5 > limit) throw invalid('a document is cut off');
  const size = bytes.readInt32LE(offset);
  const end = offset + size;
  if (size < 5 || end > limit) throw invalid('a document has an impossible size');
  if (bytes[end - 1] !== 0) throw invalid('a document is not terminated');
  return end;
}

/**
 * Decodes the document at `offset`. With `only`, fields of other names are skipped, which costs nearly nothing: filters
 * on two fields of a large document decode two fields.
 */
export function decode(bytes: Buffer, offset = 0, only?: ReadonlySet<string>): Document {
  const end = documentEnd(bytes, offset, bytes.length);
  const out: Document = {};
  let at = offset + 4;
  while (at < end - 1) {
    const type = bytes[at] as number;
    const nameStop = nameEnd(bytes, at + 1, end);
    const name = text(bytes, at + 1, nameStop);
    const valueAt = nameStop + 1;
    const valueStop = valueEnd(bytes, type, valueAt, end);
    if (only === undefined || only.has(name)) {
      assign(out, name, decodeValue(bytes, type, valueAt, valueStop, 1));
    }
    at = valueStop;
  }
  return out;
}

/** Sets a field of any name, `__proto__` included, as an own property. */
export function assign(target: Document, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(target, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    target[name] = value;
  }
}

function decodeObject(bytes: Buffer, offset: number, limit: number, depth: number): Document {
  if (depth > MAX_DEPTH)
    throw new CommandError('Overflow', 'BSONObj exceeds maximum nested object depth');
  const end = documentEnd(bytes, offset, limit);
  const out: Document = {};
  let at = offset + 4;
  while (at < end - 1) {
    const type = bytes[at] as number;
    const nameStop = nameEnd(bytes, at + 1, end);
    const valueStop = valueEnd(bytes, type, nameStop + 1, end);
    const value = decodeValue(bytes, type, nameStop + 1, valueStop, depth + 1);
    assign(out, text(bytes, at + 1, nameStop), value);
    at = valueStop;
  }
  return out;
}

function decodeArray(bytes: Buffer, offset: number, limit: number, depth: number): unknown[] {
  if (depth > MAX_DEPTH)
    throw new CommandError('Overflow', 'BSONObj exceeds maximum nested object depth');
  const end = documentEnd(bytes, offset, limit);
  const out: unknown[] = [];
  let at = offset + 4;
  while (at < end - 1) {
    const type = bytes[at] as number;
    const nameStop = nameEnd(bytes, at + 1, end);
    const valueStop = valueEnd(bytes, type, nameStop + 1, end);
    out.push(decodeValue(bytes, type, nameStop + 1, valueStop, depth + 1));
    at = valueStop;
  }
  return out;
}

function sized(bytes: Buffer, at: number, end: number, extra: number): number {
  if (at + 4 > end) throw invalid('a value is cut off');
  const size = bytes.readInt32LE(at);
  if (size < 0) throw invalid('a value has a negative size');
  return at + 4 + size + extra;
}

/** Position just after the value of `type` at `at`; refuses values that reach past `end`. */
export function valueEnd(bytes: Buffer, type: number, at: number, end: number): number {
  const stop = rawValueEnd(bytes, type, at, end);
  if (stop > end - 1 || stop < at) throw invalid('a value reaches past its document');
  return stop;
}

function rawValueEnd(bytes: Buffer, type: number, at: number, end: number): number {
  switch (type) {
    case 0x01:
    case 0x09:
    case 0x11:
    case 0x12:
      return at + 8;
    case 0x02:
    case 0x0d:
    case 0x0e: {
      const stop = sized(bytes, at, end, 0);
      if (stop < at + 5 || stop > end || bytes[stop - 1] !== 0)
        throw invalid('a string is not terminated');
      return stop;
    }
    case 0x03:
    case 0x04:
    case 0x0f:
      return sized(bytes, at, end, -4);
    case 0x05:
      return sized(bytes, at, end, 1);
    case 0x06:
    case 0x0a:
    case 0x7f:
    case 0xff:
      return at;
    case 0x07:
      return at + 12;
    case 0x08:
      return at + 1;
    case 0x0b:
      return nameEnd(bytes, nameEnd(bytes, at, end) + 1, end) + 1;
    case 0x0c:
      return sized(bytes, at, end, 12);
    case 0x10:
      return at + 4;
    case 0x13:
      return at + 16;
    default:
      throw invalid(`unknown type ${type}`);
  }
}

/** Decodes one value whose bytes run from `at` to `stop`. */
export function decodeValue(
  bytes: Buffer,
  type: number,
  at: number,
  stop: number,
  depth = 1,
): unknown {
  switch (type) {
    case 0x01: {
      const value = bytes.readDoubleLE(at);
      return fitsInt32(value) ? new Double(value) : value;
    }
    case 0x02:
      return text(bytes, at + 4, stop - 1);
    case 0x03:
      return decodeObject(bytes, at, stop, depth);
    case 0x04:
      return decodeArray(bytes, at, stop, depth);
    case 0x07:
      return new ObjectId(Uint8Array.prototype.slice.call(bytes, at, at + 12));
    case 0x08:
      return bytes[at] === 1;
    case 0x09:
      return new Date(Number(bytes.readBigInt64LE(at)));
    case 0x0a:
      return null;
    case 0x10:
      return bytes.readInt32LE(at);
    case 0x12:
      return new Long(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    default:
      return decodeRare(bytes, type, at, stop, depth);
  }
}

function decodeRare(bytes: Buffer, type: number, at: number, stop: number, depth: number): unknown {
  switch (type) {
    case 0x05: {
      const subtype = bytes[at + 4] as number;
      return new Binary(Uint8Array.prototype.slice.call(bytes, at + 5, stop), subtype);
    }
    case 0x0b: {
      const split = nameEnd(bytes, at, stop);
      return new BSONRegExp(
        bytes.toString('utf8', at, split),
        // oxlint-disable-next-line typescript/no-misused-spread -- code points are what MongoDB counts
        [...bytes.toString('utf8', split + 1, stop - 1)].sort().join(''),
      );
    }
    case 0x0c:
      return new DBRef(
        bytes.toString('utf8', at + 4, stop - 13),
        new ObjectId(bytes.subarray(stop - 12, stop)),
      );
    case 0x0d:
      return new Code(bytes.toString('utf8', at + 4, stop - 1));
    case 0x0e:
      return new BSONSymbol(bytes.toString('utf8', at + 4, stop - 1));
    case 0x0f: {
      const codeStop = sized(bytes, at + 4, stop, 0);
      return new Code(
        bytes.toString('utf8', at + 8, codeStop - 1),
        decodeObject(bytes, codeStop, stop, depth + 1),
      );
    }
    case 0x11:
      return Timestamp.fromBits(bytes.readInt32LE(at), bytes.readInt32LE(at + 4));
    case 0x13:
      return new Decimal128(Uint8Array.prototype.slice.call(bytes, at, at + 16));
    case 0x7f:
      return new MaxKey();
    case 0xff:
      return new MinKey();
    default:
      return undefined;
  }
}
