import type { Document } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import { MAX_BATCH } from '../wire/frames.ts';
import type { Reply } from '../wire/replies.ts';
import { tick } from '../wire/replies.ts';
import type { Context } from './context.ts';
import {
  answer,
  arrayField,
  findCollection,
  flag,
  numberField,
  objectField,
  refuseCollation,
} from './context.ts';
import { queryRows } from './find.ts';
import { asWriteError, checkWriteConcern } from './writeErrors.ts';

export function remove(context: Context): Reply {
  const statements = arrayField(context.body, 'deletes');
  if (statements.length === 0 || statements.length > MAX_BATCH) {
    throw new CommandError(
      'InvalidLength',
      `Write batch sizes must be between 1 and ${MAX_BATCH}. Got ${statements.length} operations.`,
    );
  }
  checkWriteConcern(context.body);
  const writeErrors: Document[] = [];
  let n = 0;
  for (const [index, statement] of statements.entries()) {
    try {
      n += removeMatching(context, statement);
    } catch (error) {
      writeErrors.push(asWriteError(error, index, context));
      if (flag(context.body, 'ordered', true)) break;
    }
  }
  context.engine.counters.delete += statements.length;
  tick();
  return answer({ n, ...(writeErrors.length > 0 ? { writeErrors } : {}) });
}

function removeMatching(context: Context, statement: Document): number {
  refuseCollation(statement);
  const limit = numberField(statement, 'limit') ?? 0;
  if (limit !== 0 && limit !== 1) {
    throw new CommandError(
      'FailedToParse',
      `The limit field in delete objects must be 0 or 1. Got ${limit}`,
    );
  }
  const filter = objectField(statement, 'q') ?? {};
  const variables = objectField(context.body, 'let');
  const collection = findCollection(context);
  if (!collection) {
    compileFilter(filter, variables);
    return 0;
  }
  let removed = 0;
  const rows = queryRows(context.view, collection, {
    filter,
    hint: statement.hint,
    variables,
    limit,
  });
  // A scan goes on behind the last key, so that what is removed on the way does not disturb it.
  while (!rows.isDone) {
    for (const { row, bytes } of rows.take(256)) {
      context.writer.remove(collection, row, bytes);
      removed++;
    }
  }
  return removed;
}
