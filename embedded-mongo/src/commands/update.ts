/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { decode } from '../bson/decode.ts';
import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import type { Collection } from '../storage/catalog.ts';
import { compileUpdate } from '../update/update.ts';
import type { Update } from '../update/update.ts';
import { MAX_BATCH, MAX_DOCUMENT } from '../wire/frames.ts';
import type { Reply } from '../wire/replies.ts';
import { tick } from '../wire/replies.ts';
import type { Context } from './context.ts';
import {
  answer,
  arrayField,
  collectionName,
  ensureCollection,
  findCollection,
  flag,
  objectField,
  refuseCollation,
} from './context.ts';
import { asBytes } from './cursorReplies.ts';
import { queryRows } from './find.ts';
import { validate } from './validation.ts';
import { asWriteError, checkWriteConcern } from './writeErrors.ts';

export function update(context: Context): Reply {
  const statements = arrayField(context.body, 'updates');
  if (statements.length === 0 || statements.length > MAX_BATCH) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    );
  }
  checkWriteConcern(context.body);
  collectionName(context);
  const totals = { n: 0, nModified: 0 };
  const upserted: Document[] = [];
  const writeErrors: Document[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      const result = updateOne(context, statement);
      totals.n += result.n;
      totals.nModified += result.nModified;
      if (result.upserted) upserted.push({ index, _id: result.upserted._id });
    } catch (error) {
      writeErrors.push(asWriteError(error, index, context));
      if (flag(context.body, 'ordered', true)) break;
    }
  }
  context.engine.counters.update += statements.length;
  tick();
  return answer({
    ...totals,
    ...(upserted.length > 0 ? { upserted } : {}),
    ...(writeErrors.length > 0 ? { writeErrors } : {}),
  });
}

interface Result {
  n: number;
  nModified: number;
  upserted?: Document;
}

function updateOne(context: Context, statement: Document): Result {
  refuseCollation(statement);
  const filter = objectField(statement, 'q') ?? {};
  const variables = { ...objectField(context.body, 'let'), ...objectField(statement, 'c') };
  const compiled = compileUpdate({
    filter,
    update: statement.u,
    arrayFilters: statement.arrayFilters as Document[] | undefined,
    variables,
  });
  const multi = flag(statement, 'multi');
  if (multi && compiled.isReplacement) {
    throw new CommandError(
      'FailedToParse',
      'multi update is not supported for replacement-style update',
    );
  }
  const collection = findCollection(context);
  const result: Result = { n: 0, nModified: 0 };
  if (collection) {
    const query = {
      filter,
      hint: statement.hint,
      variables,
      limit: multi ? 0 : 1,
      sort: multi ? undefined : objectField(statement, 'sort'),
    };
    updateMatching(context, collection, query, compiled, result);
  } else compileFilter(filter, variables);
  if (result.n === 0 && flag(statement, 'upsert')) {
    result.upserted = upsert(context, compiled);
    result.n = 1;
  }
  return result;
}

function updateMatching(
  context: Context,
  collection: Collection,
  query: Parameters<typeof queryRows>[2],
  compiled: Update,
  result: Result,
): void {
  const rows = queryRows(context.view, collection, query);
  if (query.limit === 1) {
    const [found] = rows.take(1);
    if (found) count(result, writeUpdate(context, collection, found, compiled));
    return;
  }
  // All rows first: an updated document must not come up again further on in the index.
  const numbers: number[] = [];
  while (!rows.isDone) for (const { row } of rows.take(1024)) numbers.push(row);
  for (const row of numbers) {
    const bytes = context.view.get(collection, row);
    if (bytes) count(result, writeUpdate(context, collection, { row, bytes }, compiled));
  }
}

function count(result: Result, { isModified }: { isModified: boolean }): void {
  result.n++;
  if (isModified) result.nModified++;
}

/** Writes one document's update and answers it before and after. */
export function writeUpdate(
  context: Context,
  collection: Collection,
  { row, bytes }: { row: number; bytes: Buffer },
  compiled: Update,
): { isModified: boolean; after: Buffer } {
  const after = asBytes(compiled.apply(decode(bytes)));
  if (after.equals(bytes)) return { isModified: false, after };
  checkSize(after);
  if (!flag(context.body, 'bypassDocumentValidation')) validate(collection, after, bytes);
  context.writer.update(collection, row, bytes, after);
  return { isModified: true, after };
}

export function upsert(context: Context, compiled: Update): Document {
  const document = compiled.create();
  const bytes = asBytes(document);
  checkSize(bytes);
  const collection = ensureCollection(context);
  if (!flag(context.body, 'bypassDocumentValidation')) validate(collection, bytes);
  context.writer.insert(collection, bytes);
  return document;
}

function checkSize(bytes: Buffer): void {
  if (bytes.length > MAX_DOCUMENT) {
    throw new CommandError(17419, `Resulting document after update is larger than ${MAX_DOCUMENT}`);
  }
}
