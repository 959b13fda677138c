import type { Context } from 'mingo/core';
import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject, MISSING } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { corrections } from './corrections.ts';
import { library } from './library.ts';

/** MongoDB's truth of a value: all but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === MISSING || value === false) return false;
  return !isNumeric(value) || toDouble(value) !== 0;
}

type Operators = Record<string, never>;

let context: Context | undefined;

/** The library's operators, ours in place of those that answer otherwise than MongoDB. */
export function libraryContext(): Context {
  if (context) return context;
  const { accumulators, core, expressions } = library();
  context = core.Context.init({
    expression: {
      ...(expressions as unknown as Operators),
      ...(corrections as unknown as Operators),
    },
    accumulator: { ...(accumulators as unknown as Operators) },
  });
  return context;
}

/** A field of the document, as in `$a.b`; arrays on the way give an array. */
function fieldValue(value: unknown, parts: readonly string[], at: number): unknown {
  if (at === parts.length) return value;
  if (Array.isArray(value)) {
    return value
      .map((each) =>
        typeof each === 'object' && each !== null ? fieldValue(each, parts, at) : undefined,
      )
      .filter((each) => each !== undefined);
  }
  if (!isPlainObject(value)) return undefined;
  const name = parts[at] as string;
  return Object.hasOwn(value, name) ? fieldValue(value[name], parts, at + 1) : undefined;
}

/** The value of an aggregation expression; undefined where MongoDB's answer is "missing". */
export function evaluate(
  expression: unknown,
  document: Document,
  variables: Readonly<Record<string, unknown>> = {},
): unknown {
  // The commonest expressions, constants and fields of the document, need no evaluator.
  if (typeof expression === 'string') {
    if (!expression.startsWith('$')) return expression;
    if (!expression.startsWith('$$') && expression.length > 1) {
      return fieldValue(document, expression.slice(1).split('.'), 0);
    }
  } else if (typeof expression !== 'object' || expression === null) return expression;
  try {
    return library().core.evalExpr(document, expression, {
      context: libraryContext(),
      variables,
      scriptEnabled: false,
      idKey: '_id',
      useStrictMode: true,
      failOnError: true,
    } as never);
  } catch (error) {
    throw asCommandError(error);
  }
}

/** A refusal of the library, in MongoDB's form. */
export function asCommandError(error: unknown): CommandError {
  if (error instanceof CommandError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^accumulator '(\$\w+)' is not registered/.exec(message);
  if (unknown) return new CommandError(168, `Unrecognized expression '${unknown[1]}'`);
  const variable = /^Use of undefined variable: (\w+)/.exec(message);
  if (variable) return new CommandError(17276, message);
  return new CommandError('FailedToParse', message);
}
