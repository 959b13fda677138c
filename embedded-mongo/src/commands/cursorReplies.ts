import { Long, serialize } from 'bson';
import type { Document } from '../bson/types.ts';
import type { Source } from '../sessions/cursors.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';

/** MongoDB's size of a first batch when the client names none. */
const FIRST_BATCH = 101;

/** A batch ends before it passes the size of the largest document. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;

/** Takes a batch; what does not fit is put back in front. */
export class Batches implements Source {
  readonly #source: Source;
  #held: Buffer[] = [];

  constructor(source: Source) {
    this.#source = source;
  }

  get isDone(): boolean {
    return this.#held.length === 0 && this.#source.isDone;
  }

  take(count: number): Buffer[] {
    const documents = this.#held.splice(0, count);
    if (documents.length < count && !this.#source.isDone) {
      documents.push(...this.#source.take(count - documents.length));
    }
    let size = 0;
    for (const [at, document] of documents.entries()) {
      size += document.length;
      if (size > MAX_BATCH_BYTES && at > 0) {
        this.#held = [...documents.splice(at), ...this.#held];
        break;
      }
    }
    return documents;
  }
}

export interface CursorOptions {
  readonly batchSize: number | undefined;
  readonly singleBatch?: boolean;
  readonly namespace: string;
}

/** Answers the first batch, and leaves a cursor behind when there may be more. */
export function cursorReply(context: Context, source: Source, options: CursorOptions): Reply {
  const { batchSize, singleBatch = false, namespace } = options;
  const batches = new Batches(source);
  const documents = batchSize === 0 ? [] : batches.take(batchSize ?? FIRST_BATCH);
  const isOpen = !singleBatch && !batches.isDone;
  const cursorId = isOpen
    ? context.engine.cursors.open({
        namespace,
        source: batches,
        owner: context.transaction,
        connection: context.connection,
      })
    : Long.ZERO;
  return { fields: { ok: 1 }, batch: { name: 'firstBatch', cursorId, namespace, documents } };
}

/** A source over documents that are at hand. */
export function listSource(documents: readonly Document[]): Source {
  return bytesSource(documents.map((document) => asBytes(document)));
}

export function bytesSource(documents: readonly Buffer[]): Source {
  let at = 0;
  return {
    get isDone() {
      return at >= documents.length;
    },
    take: (count) => documents.slice(at, (at += count)),
  };
}

export function asBytes(document: Document): Buffer {
  const bytes = serialize(document);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
