/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { decodeValue } from '../bson/decode.ts';
import { findField, validateBytes, withId } from '../bson/documents.ts';
import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import type { Collection } from '../storage/catalog.ts';
import { checkId } from '../update/upsert.ts';
import { MAX_BATCH, MAX_DOCUMENT } from '../wire/frames.ts';
import type { Reply } from '../wire/replies.ts';
import { tick } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer, ensureCollection, flag } from './context.ts';
import { validate } from './validation.ts';
import { asWriteError, checkWriteConcern } from './writeErrors.ts';

export function insert(context: Context): Reply {
  const documents = context.command.documents;
  if (!documents || documents.length === 0 || documents.length > MAX_BATCH) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${documents?.length ?? 0} operations.`,
    );
  }
  checkWriteConcern(context.body);
  const isOrdered = flag(context.body, 'ordered', true);
  const bypass = flag(context.body, 'bypassDocumentValidation');
  const collection = ensureCollection(context);
  const writeErrors: Document[] = [];
  let n = 0;
  for (const [index, bytes] of documents.entries()) {
    try {
      insertOne(context, collection, bytes, bypass);
      n++;
    } catch (error) {
      writeErrors.push(asWriteError(error, index, context));
      if (isOrdered) break;
    }
  }
  context.engine.counters.insert += n;
  tick();
  return answer({ n, ...(writeErrors.length > 0 ? { writeErrors } : {}) });
}

function insertOne(context: Context, collection: Collection, given: Buffer, bypass: boolean): void {
  validateBytes(given);
  const bytes = withId(given);
  if (bytes.length > MAX_DOCUMENT) {
    throw new CommandError(
      'BSONObjectTooLarge',
      `object to insert too large. size in bytes: ${bytes.length}, max size: ${MAX_DOCUMENT}`,
    );
  }
  const id = findField(bytes, '_id');
  // Arrays, regular expressions, undefined and objects with operators; the other types are all fine.
  if (id && [3, 4, 6, 11].includes(id.type))
    checkId(decodeValue(bytes, id.type, id.value, id.stop));
  if (!bypass) validate(collection, bytes);
  context.writer.insert(collection, bytes);
}
