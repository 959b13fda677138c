/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import { ObjectId } from 'bson';
import { CommandError } from '../errors.ts';
import { decodeValue, documentEnd, valueEnd } from './decode.ts';

const MAX_DEPTH = 180;

/** Walks all of a document's bytes and refuses what is not well-formed BSON, so that what is stored can be read. */
export function validateBytes(bytes: Buffer, offset = 0, limit = bytes.length, depth = 1): void {
  if (depth > MAX_DEPTH)
    throw new CommandError(
      'Overflow',
      `Document exceeds maximum nested object depth: ${MAX_DEPTH}`,
    );
  const end = documentEnd(bytes, offset, limit);
  let at = offset + 4;
  while (at < end - 1) {
    const type = bytes[at] as number;
    do at++;
    while (bytes[at] !== 0 && at < end);
    const stop = valueEnd(bytes, type, ++at, end);
    if (type === 3 || type === 4) validateBytes(bytes, at, stop, depth + 1);
    else if (type === 8 && (bytes[at] as number) > 1)
      throw new CommandError('InvalidBSON', 'Invalid BSON: not a boolean');
    else if (type === 15) decodeValue(bytes, type, at, stop);
    at = stop;
  }
}

export interface Field {
  readonly type: number;
  /** Where the element, its value and the element behind it begin. */
  readonly from: number;
  readonly value: number;
  readonly stop: number;
}

/** Finds a top-level field without decoding anything. */
export function findField(bytes: Buffer, name: string): Field | undefined {
  const end = bytes.length;
  const size = name.length;
  let at = 4;
  while (at < end - 1) {
    const from = at;
    const type = bytes[at++] as number;
    let isName = true;
    let length = 0;
    for (; bytes[at] !== 0; at++, length++) {
      if (isName && (length >= size || bytes[at] !== name.charCodeAt(length))) isName = false;
    }
    const stop = valueEnd(bytes, type, ++at, end);
    if (isName && length === size) return { type, from, value: at, stop };
    at = stop;
  }
  return undefined;
}

/** The document with its `_id` in front, where MongoDB stores it, and with a new one when it has none. */
export function withId(bytes: Buffer): Buffer {
  const id = findField(bytes, '_id');
  if (id?.from === 4) return bytes;
  const element = id
    ? bytes.subarray(id.from, id.stop)
    : Buffer.concat([Buffer.from('\x07_id\0', 'latin1'), new ObjectId().id]);
  const rest = id ? [bytes.subarray(4, id.from), bytes.subarray(id.stop)] : [bytes.subarray(4)];
  const out = Buffer.concat([bytes.subarray(0, 4), element, ...rest]);
  out.writeInt32LE(out.length, 0);
  return out;
}

/** Makes what cuts a document of only those top-level fields that are asked for out of a document's bytes. */
export function fieldCutter(names: ReadonlySet<string>, keep: boolean): (bytes: Buffer) => Buffer {
  const known = [...names].map((name) => Buffer.from(name));
  return (bytes) => {
    let out: Buffer | undefined;
    let size = 4;
    // What is kept goes over in stretches, not field by field.
    let keptFrom = 4;
    let at = 4;
    while (at < bytes.length - 1) {
      const from = at;
      const type = bytes[at++] as number;
      const nameFrom = at;
      while (bytes[at] !== 0) at++;
      const isKept = isOneOf(known, bytes, nameFrom, at) === keep;
      at = valueEnd(bytes, type, at + 1, bytes.length);
      if (isKept) continue;
      out ??= Buffer.allocUnsafe(bytes.length);
      size += bytes.copy(out, size, keptFrom, from);
      keptFrom = at;
    }
    if (!out) return bytes;
    size += bytes.copy(out, size, keptFrom, at);
    out[size++] = 0;
    out.writeInt32LE(size, 0);
    return out.subarray(0, size);
  };
}

function isOneOf(known: readonly Buffer[], bytes: Buffer, from: number, to: number): boolean {
  for (const name of known) {
    if (name.length !== to - from) continue;
    let at = 0;
    while (at < name.length && name[at] === bytes[from + at]) at++;
    if (at === name.length) return true;
  }
  return false;
}
