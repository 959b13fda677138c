import { decodeValue, documentEnd, valueEnd } from '../bson/decode.ts';
import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';

export const MAX_MESSAGE = 48_000_000;
export const MAX_DOCUMENT = 16 * 1024 * 1024;
export const MAX_BATCH = 100_000;

const OP_MSG = 2013;
const OP_QUERY = 2004;
const OP_REPLY = 1;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;
/** Bits 0-15 must be understood by the receiver; the others may be ignored. */
const REQUIRED_BITS = 0xffff;

/** A frame that cannot be read. The connection is closed, as MongoDB does. */
export class MalformedFrameError extends Error {}

/** One command as it came: its fields, with arrays of documents left as bytes. */
export interface Command {
  readonly requestId: number;
  readonly name: string;
  readonly body: Document;
  readonly documents: readonly Buffer[] | undefined;
  readonly database: string;
  /** The client wants no answer (`w: 0`). */
  readonly isSilent: boolean;
  readonly isLegacy: boolean;
}

/** Reads a whole frame, header included. */
export function readFrame(frame: Buffer): Command {
  const opCode = frame.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return readMessage(frame);
    if (opCode === OP_QUERY) return readQuery(frame);
  } catch (error) {
    if (error instanceof CommandError || error instanceof RangeError)
      throw new MalformedFrameError(error.message);
    throw error;
  }
  throw new MalformedFrameError(`unknown operation ${opCode}`);
}

interface Body {
  name: string;
  fields: Document;
  documents: Buffer[] | undefined;
}

function readMessage(frame: Buffer): Command {
  const flags = frame.readUInt32LE(16);
  if (flags & REQUIRED_BITS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) {
    throw new MalformedFrameError(`unknown flags ${flags}`);
  }
  const end = frame.length - (flags & CHECKSUM_PRESENT ? 4 : 0);
  let at = 20;
  let body: Body | undefined;
  const sequences: [string, Buffer[]][] = [];
  while (at < end) {
    const kind = frame[at++];
    if (kind === 0) {
      if (body) throw new MalformedFrameError('more than one body');
      const stop = documentEnd(frame, at, end);
      body = readBody(frame, at, stop);
      at = stop;
    } else if (kind === 1) {
      const stop = at + frame.readInt32LE(at);
      if (stop > end || stop <= at) throw new MalformedFrameError('a section is cut off');
      sequences.push(readSequence(frame, at + 4, stop));
      at = stop;
    } else {
      throw new MalformedFrameError(`unknown section kind ${kind}`);
    }
  }
  if (!body) throw new MalformedFrameError('no body');
  for (const [name, documents] of sequences) attach(body, name, documents);
  if (typeof body.fields.$db !== 'string') throw new MalformedFrameError('no $db');
  return {
    requestId: frame.readInt32LE(4),
    name: body.name,
    body: body.fields,
    documents: body.documents,
    database: body.fields.$db,
    isSilent: (flags & MORE_TO_COME) !== 0 && (flags & EXHAUST_ALLOWED) === 0,
    isLegacy: false,
  };
}

function attach(body: Body, name: string, documents: Buffer[]): void {
  if (name === 'documents') {
    body.documents = documents;
  } else {
    body.fields[name] = documents.map((bytes) => decodeValue(bytes, 3, 0, bytes.length));
  }
}

function readSequence(frame: Buffer, from: number, stop: number): [string, Buffer[]] {
  const nameStop = frame.indexOf(0, from);
  if (nameStop < 0 || nameStop >= stop) throw new MalformedFrameError('a section has no name');
  const documents: Buffer[] = [];
  for (let at = nameStop + 1; at < stop;) {
    const end = documentEnd(frame, at, stop);
    documents.push(frame.subarray(at, end));
    at = end;
  }
  return [frame.toString('latin1', from, nameStop), documents];
}

/** Decodes a command; `documents`, what an insert brings, stays as it is. */
function readBody(frame: Buffer, from: number, end: number): Body {
  const body: Body = { name: '', fields: {}, documents: undefined };
  let at = from + 4;
  while (at < end - 1) {
    const type = frame[at] as number;
    const nameStop = frame.indexOf(0, at + 1);
    if (nameStop < 0 || nameStop >= end) throw new MalformedFrameError('a name is not terminated');
    const name = frame.toString('utf8', at + 1, nameStop);
    const stop = valueEnd(frame, type, nameStop + 1, end);
    if (body.name === '') body.name = name;
    if (name === 'documents' && type === 4) body.documents = elements(frame, nameStop + 1, stop);
    // The gossiped cluster time means nothing to a single node.
    else if (name !== '$clusterTime')
      body.fields[name] = decodeValue(frame, type, nameStop + 1, stop);
    at = stop;
  }
  return body;
}

function elements(frame: Buffer, from: number, limit: number): Buffer[] {
  const end = documentEnd(frame, from, limit);
  const found: Buffer[] = [];
  let at = from + 4;
  while (at < end - 1) {
    const type = frame[at] as number;
    const nameStop = frame.indexOf(0, at + 1);
    const stop = valueEnd(frame, type, nameStop + 1, end);
    if (type !== 3) throw new MalformedFrameError('documents holds something else');
    documentEnd(frame, nameStop + 1, stop);
    found.push(frame.subarray(nameStop + 1, stop));
    at = stop;
  }
  return found;
}

/** The old handshake: `isMaster` by OP_QUERY on `admin.$cmd`. */
function readQuery(frame: Buffer): Command {
  const nameStop = frame.indexOf(0, 20);
  if (nameStop < 0) throw new MalformedFrameError('no collection name');
  const namespace = frame.toString('utf8', 20, nameStop);
  const from = nameStop + 9;
  const body = readBody(frame, from, documentEnd(frame, from, frame.length));
  return {
    requestId: frame.readInt32LE(4),
    name: body.name,
    body: body.fields,
    documents: body.documents,
    database: namespace.split('.')[0] ?? 'admin',
    isSilent: false,
    isLegacy: true,
  };
}

let replies = 0;

/** A reply's frame with room for `size` bytes of document; answers where the document begins. */
export function replyFrame(
  responseTo: number,
  isLegacy: boolean,
  size: number,
): { frame: Buffer; at: number } {
  const head = isLegacy ? 36 : 21;
  const frame = Buffer.allocUnsafe(head + size);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE((replies = (replies + 1) & 0x7fffffff), 4);
  frame.writeInt32LE(responseTo, 8);
  if (isLegacy) {
    frame.writeInt32LE(OP_REPLY, 12);
    frame.fill(0, 16, 32);
    frame.writeInt32LE(8, 16);
    frame.writeInt32LE(1, 32);
  } else {
    frame.writeInt32LE(OP_MSG, 12);
    frame.fill(0, 16, 21);
  }
  return { frame, at: head };
}
