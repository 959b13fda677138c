import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import type { Context } from './context.ts';

/** Failures of the store itself, which end the whole command and not one of its statements. */
const isStatementFault = (error: unknown): error is CommandError =>
  error instanceof CommandError && error.labels.length === 0;

/**
 * A refused statement as an entry of `writeErrors`. Inside a transaction a refusal ends the command and with it the
 * transaction.
 */
export function asWriteError(error: unknown, index: number, context: Context): Document {
  if (!isStatementFault(error) || context.transaction !== undefined) throw error;
  return { index, code: error.code, errmsg: error.message, ...error.extra };
}

/** One member can acknowledge for one member only. */
export function checkWriteConcern(body: Document): void {
  const concern = body.writeConcern;
  if (!isPlainObject(concern)) return;
  const { w } = concern;
  if (isNumeric(w) && toDouble(w) > 1) {
    throw new CommandError(100, 'Not enough data-bearing nodes');
  }
  if (typeof w === 'string' && w !== 'majority') {
    throw new CommandError(
      79,
      `No write concern mode named '${w}' found in replica set configuration`,
    );
  }
}
