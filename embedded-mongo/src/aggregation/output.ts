/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { withId } from '../bson/documents.ts';
import type { Context } from '../commands/context.ts';
import { checkCollectionName } from '../commands/context.ts';
import { asBytes } from '../commands/cursorReplies.ts';
import { queryRows } from '../commands/find.ts';
import { writeUpdate } from '../commands/update.ts';
import { validate } from '../commands/validation.ts';
import { CommandError } from '../errors.ts';
import { valueAt } from '../query/paths.ts';
import type { Collection } from '../storage/catalog.ts';
import { compileUpdate } from '../update/update.ts';
import type { Scope } from './scope.ts';

/** Carries out `$out` or `$merge`; answers no documents. */
export function writeResults(
  scope: Scope,
  documents: Iterable<Document>,
  stage: Document,
): Iterable<Document> {
  if (scope.context.transaction !== undefined) {
    throw new CommandError(
      'OperationNotSupportedInTransaction',
      `${Object.keys(stage)[0]} cannot be used in a transaction`,
    );
  }
  // The results are complete before anything is written: the pipeline may read what it writes.
  const all = [...documents];
  if ('$out' in stage) out(scope, all, stage.$out);
  else merge(scope, all, stage.$merge);
  return [];
}

function target(scope: Scope, operand: unknown, field: string): { database: string; name: string } {
  const { database } = scope.context;
  if (typeof operand === 'string') return { database, name: operand };
  if (isPlainObject(operand) && typeof operand[field] === 'string') {
    return {
      database: typeof operand.db === 'string' ? operand.db : database,
      name: operand[field],
    };
  }
  throw new CommandError('FailedToParse', 'the output must be a collection name');
}

function collectionFor(context: Context, database: string, name: string): Collection {
  checkCollectionName(database, name);
  const { engine } = context;
  engine.group.begin();
  return engine.catalog.find(database, name) ?? engine.catalog.create(database, name, {});
}

function out(scope: Scope, documents: Document[], operand: unknown): void {
  const { context } = scope;
  const { database, name } = target(scope, operand, 'coll');
  const collection = collectionFor(context, database, name);
  const rows = queryRows(context.view, collection, { filter: {} });
  while (!rows.isDone)
    for (const { row, bytes } of rows.take(256)) context.writer.remove(collection, row, bytes);
  for (const document of documents) insert(context, collection, document);
}

function insert(context: Context, collection: Collection, document: Document): void {
  const bytes = withId(asBytes(document));
  validate(collection, bytes);
  context.writer.insert(collection, bytes);
}

function merge(scope: Scope, documents: Document[], operand: unknown): void {
  const { context } = scope;
  const spec: Document = isPlainObject(operand) ? operand : { into: operand };
  const into = target(scope, isPlainObject(spec.into) ? spec.into : spec.into, 'coll');
  const collection = collectionFor(context, into.database, into.name);
  const on = (Array.isArray(spec.on) ? spec.on : [spec.on ?? '_id']).map(String);
  for (const document of documents) mergeOne(scope, collection, document, spec, on);
}

function mergeOne(
  scope: Scope,
  collection: Collection,
  document: Document,
  spec: Document,
  on: readonly string[],
): void {
  const { context } = scope;
  const filter = Object.fromEntries(
    on.map((path) => [path, { $eq: valueAt(document, path.split('.')) }]),
  );
  const [found] =
    on.includes('_id') && document._id === undefined
      ? []
      : queryRows(context.view, collection, { filter, limit: 1 }).take(1);
  const { whenMatched = 'merge', whenNotMatched = 'insert' } = spec;
  if (!found) {
    if (whenNotMatched === 'fail')
      throw new CommandError(
        13113,
        '$merge could not find a matching document in the target collection',
      );
    if (whenNotMatched === 'insert') insert(context, collection, document);
    return;
  }
  if (whenMatched === 'fail')
    throw new CommandError('DuplicateKey', '$merge found a document that is there already');
  if (whenMatched === 'keepExisting') return;
  const { _id: _, ...fields } = document;
  const variables = { ...scope.variables, new: document };
  const update = Array.isArray(whenMatched)
    ? whenMatched
    : whenMatched === 'replace'
      ? fields
      : { $set: fields };
  writeUpdate(context, collection, found, compileUpdate({ filter, update, variables }));
}
