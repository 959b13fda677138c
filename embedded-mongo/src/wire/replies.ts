/* oxlint-disable kraken/max-params -- called for every value or row: an object each time would cost more than the work */
import { Binary, Long, serialize, Timestamp } from 'bson';
import type { Document } from '../bson/types.ts';
import { CommandError, codeName } from '../errors.ts';
import { replyFrame } from './frames.ts';

/** A batch of stored documents, sent as the bytes they are. */
export interface Batch {
  readonly name: 'firstBatch' | 'nextBatch';
  readonly cursorId: Long;
  readonly namespace: string;
  readonly documents: readonly Buffer[];
}

export interface Reply {
  readonly fields: Document;
  readonly batch?: Batch;
}

/** `$clusterTime` and `operationTime`, encoded once; only the time in them changes. */
const TIMES = serialize({
  $clusterTime: {
    clusterTime: Timestamp.fromBits(1, 1),
    signature: { hash: new Binary(new Uint8Array(20)), keyId: Long.ZERO },
  },
  operationTime: Timestamp.fromBits(1, 1),
});
const TIMES_BODY = Buffer.from(TIMES.subarray(4, TIMES.length - 1));
const STAMP = Buffer.from([1, 0, 0, 0, 1, 0, 0, 0]);
const STAMPS = [TIMES_BODY.indexOf(STAMP), TIMES_BODY.lastIndexOf(STAMP)] as const;

let second = 0;
let increment = 0;

/** Moves the logical clock on, after each write. */
export function tick(): void {
  const now = Math.floor(Date.now() / 1000);
  if (now > second) {
    second = now;
    increment = 0;
  }
  increment++;
  for (const at of STAMPS) {
    TIMES_BODY.writeUInt32LE(increment, at);
    TIMES_BODY.writeUInt32LE(second, at + 4);
  }
}
tick();

const arrayNames: Buffer[] = [];

/** An array element's head: its type and its index as a name. */
function elementHead(index: number): Buffer {
  let head = arrayNames[index];
  if (!head) {
    head = Buffer.from(`\x03${index}\0`, 'latin1');
    if (index < 2000) arrayNames[index] = head;
  }
  return head;
}

/** Encodes an answer. */
export function encodeReply(
  responseTo: number,
  isLegacy: boolean,
  { fields, batch }: Reply,
): Buffer {
  const rest = serialize(fields);
  const restBody = rest.subarray(4, rest.length - 1);
  const cursor = batch ? cursorHead(batch) : undefined;
  const arraySize = batch ? batchSize(batch.documents) : 0;
  const cursorSize = cursor ? cursor.length + arraySize + 1 : 0;
  const times = isLegacy ? 0 : TIMES_BODY.length;
  const size = 4 + (cursor ? 8 + 4 + cursorSize : 0) + restBody.length + times + 1;
  const { frame, at: start } = replyFrame(responseTo, isLegacy, size);
  let at = frame.writeInt32LE(size, start);
  if (batch && cursor) {
    at += frame.write('\x03cursor\0', at, 'latin1');
    at = frame.writeInt32LE(4 + cursorSize, at);
    at += cursor.copy(frame, at);
    at = writeBatch(frame, at, batch.documents, arraySize);
    frame[at++] = 0;
  }
  frame.set(restBody, at);
  at += restBody.length;
  if (!isLegacy) at += TIMES_BODY.copy(frame, at);
  frame[at] = 0;
  return frame;
}

/** The cursor's fields before the documents, and the head of the array itself. */
function cursorHead({ name, cursorId, namespace }: Batch): Buffer {
  const namespaceSize = Buffer.byteLength(namespace);
  const head = Buffer.allocUnsafe(4 + 8 + 4 + 4 + namespaceSize + 1 + name.length + 2);
  let at = head.write('\x12id\0', 0, 'latin1');
  at = head.writeInt32LE(cursorId.low, at);
  at = head.writeInt32LE(cursorId.high, at);
  at += head.write('\x02ns\0', at, 'latin1');
  at = head.writeInt32LE(namespaceSize + 1, at);
  at += head.write(namespace, at);
  head[at++] = 0;
  at += head.write(`\x04${name}\0`, at, 'latin1');
  return head;
}

function batchSize(documents: readonly Buffer[]): number {
  let size = 5;
  for (let at = 0; at < documents.length; at++) {
    size += elementHead(at).length + (documents[at] as Buffer).length;
  }
  return size;
}

function writeBatch(
  frame: Buffer,
  from: number,
  documents: readonly Buffer[],
  size: number,
): number {
  let at = frame.writeInt32LE(size, from);
  for (let index = 0; index < documents.length; index++) {
    at += elementHead(index).copy(frame, at);
    at += (documents[index] as Buffer).copy(frame, at);
  }
  frame[at++] = 0;
  return at;
}

/** A refusal as a reply. */
export function errorFields(error: unknown): Document {
  const known =
    error instanceof CommandError
      ? error
      : new CommandError('InternalError', String((error as Error)?.message ?? error));
  return {
    ok: 0,
    errmsg: known.message,
    code: known.code,
    codeName: codeName(known.code),
    ...known.extra,
    ...(known.labels.length > 0 ? { errorLabels: known.labels } : {}),
  };
}
