/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { Decimal128, Double, Long } from 'bson';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { toDouble } from '../bson/numbers.ts';
import { notSupported } from '../errors.ts';
import { asCommandError, libraryContext } from '../query/expressions.ts';
import { library } from '../query/library.ts';
import type { StageCompiler } from './scope.ts';

let options: object | undefined;

/** The library's windows are built on its own functions, hence `scriptEnabled`; no function can come over the wire. */
function libraryOptions(): object {
  if (options) return options;
  const { core, stages, windows } = library();
  const context = core.Context.from(
    libraryContext(),
    core.Context.init({ pipeline: stages, window: windows }),
  );
  options = { context, scriptEnabled: true, idKey: '_id', useStrictMode: true, failOnError: true };
  return options;
}

/** The library computes with plain numbers. What they cannot hold is refused rather than rounded. */
function plain(value: unknown): unknown {
  if (value instanceof Double) return value.value;
  if (value instanceof Decimal128) throw notSupported('a Decimal128 in this stage');
  if (value instanceof Long) {
    if (!Number.isSafeInteger(toDouble(value)))
      throw notSupported('a 64-bit integer above 2^53 in this stage');
    return toDouble(value);
  }
  if (Array.isArray(value)) return value.map(plain);
  if (isPlainObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
  return value;
}

/** A stage as the library has it. */
export const libraryStage: StageCompiler = (scope, operand, name) => (documents) => {
  try {
    const input = Array.from(documents, (document) => plain(document) as Document);
    const stage = { [name]: plain(operand) };
    return new (library().aggregation.Aggregator)([stage as never], {
      ...libraryOptions(),
      variables: scope.variables,
    }).run(input as never);
  } catch (error) {
    throw asCommandError(error);
  }
};

/** An accumulator as the library has it, over all documents of a group. */
export function evaluateAccumulator(
  operator: string,
  operand: unknown,
  documents: Document[],
  variables: Readonly<Record<string, unknown>>,
): unknown {
  try {
    const plainDocuments = documents.map(plain);
    return library().core.evalExpr(plainDocuments, { [operator]: operand }, {
      ...libraryOptions(),
      variables,
    } as never);
  } catch (error) {
    throw asCommandError(error);
  }
}
