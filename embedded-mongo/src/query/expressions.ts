import { Context, evalExpr } from 'mingo/core';
import * as accumulatorOperators from 'mingo/operators/accumulator';
import * as expressionOperators from 'mingo/operators/expression';
import type { Document } from '../bson/types.ts';
import { isNumeric, MISSING } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { corrections } from './corrections.ts';

/** MongoDB's truth of a value: all but false, null, missing and zero. */
export function isTruthy(value: unknown): boolean {
  if (value === null || value === undefined || value === MISSING || value === false) return false;
  return !isNumeric(value) || toDouble(value) !== 0;
}

type Operators = Record<string, never>;

const context = Context.init({
  expression: {
    ...(expressionOperators as unknown as Operators),
    ...(corrections as unknown as Operators),
  },
  accumulator: { ...(accumulatorOperators as unknown as Operators) },
});

export const mingoContext = context;

/** The value of an aggregation expression; undefined where MongoDB's answer is "missing". */
export function evaluate(
  expression: unknown,
  document: Document,
  variables: Readonly<Record<string, unknown>> = {},
): unknown {
  // The commonest expression, a field of the document, needs no evaluator.
  if (typeof expression === 'string' && !expression.startsWith('$')) return expression;
  try {
    return evalExpr(document, expression, {
      context,
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
