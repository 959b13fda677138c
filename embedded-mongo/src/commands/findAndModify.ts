import { decode } from '../bson/decode.ts';
import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileUpdate } from '../update/update.ts';
import type { Reply } from '../wire/replies.ts';
import { tick } from '../wire/replies.ts';
import type { Context } from './context.ts';
import {
  answer,
  collectionName,
  findCollection,
  flag,
  objectField,
  refuseCollation,
} from './context.ts';
import { asBytes } from './cursorReplies.ts';
import { projector, queryRows } from './find.ts';
import { upsert, writeUpdate } from './update.ts';
import { checkWriteConcern } from './writeErrors.ts';

export function findAndModify(context: Context): Reply {
  const { body, engine } = context;
  refuseCollation(body);
  checkWriteConcern(body);
  const isRemove = flag(body, 'remove');
  const answersNew = flag(body, 'new');
  if (isRemove && body.update !== undefined) {
    throw new CommandError('FailedToParse', 'Cannot specify both an update and remove=true');
  }
  if (!isRemove && body.update === undefined) {
    throw new CommandError('FailedToParse', 'Either an update or remove=true must be specified');
  }
  if (isRemove && (answersNew || flag(body, 'upsert'))) {
    throw new CommandError(
      'FailedToParse',
      `Cannot specify both ${answersNew ? 'new' : 'upsert'}=true and remove=true; 'remove' always returns the deleted document`,
    );
  }
  collectionName(context);
  tick();
  if (isRemove) engine.counters.delete++;
  else engine.counters.update++;
  return isRemove ? removeOne(context) : updateOne(context, answersNew);
}

function queryOf(context: Context): Parameters<typeof queryRows>[2] {
  const { body } = context;
  return {
    filter: objectField(body, 'query') ?? {},
    sort: objectField(body, 'sort'),
    hint: body.hint,
    limit: 1,
    variables: objectField(body, 'let'),
  };
}

function projected(context: Context, bytes: Buffer): Document {
  const project = projector(
    objectField(context.body, 'fields'),
    objectField(context.body, 'query') ?? {},
  );
  return decode(project(bytes));
}

function removeOne(context: Context): Reply {
  const collection = findCollection(context);
  const found = collection && queryRows(context.view, collection, queryOf(context)).take(1)[0];
  if (!found) return answer({ lastErrorObject: { n: 0 }, value: null });
  context.writer.remove(collection, found.row, found.bytes);
  return answer({ lastErrorObject: { n: 1 }, value: projected(context, found.bytes) });
}

function updateOne(context: Context, answersNew: boolean): Reply {
  const { body } = context;
  const query = queryOf(context);
  const compiled = compileUpdate({
    filter: query.filter,
    update: body.update,
    arrayFilters: body.arrayFilters as Document[] | undefined,
    variables: query.variables,
  });
  const collection = findCollection(context);
  const found = collection && queryRows(context.view, collection, query).take(1)[0];
  if (found) {
    const { after } = writeUpdate(context, collection, found, compiled);
    const value = projected(context, answersNew ? after : found.bytes);
    return answer({ lastErrorObject: { n: 1, updatedExisting: true }, value });
  }
  if (!flag(body, 'upsert')) {
    return answer({ lastErrorObject: { n: 0, updatedExisting: false }, value: null });
  }
  const document = upsert(context, compiled);
  return answer({
    lastErrorObject: { n: 1, updatedExisting: false, upserted: document._id },
    value: answersNew ? projected(context, asBytes(document)) : null,
  });
}
