/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject, MISSING } from '../bson/types.ts';
import { hashKey } from '../bson/keys.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { evaluate } from '../query/expressions.ts';
import { compileFilter, isRegex } from '../query/match.ts';
import { valuesAt } from '../query/paths.ts';
import { splitQuery } from './splitQuery.ts';
import { setField } from './documentStages.ts';
import type { Pipeline, Scope, StageCompiler } from './scope.ts';

function text(spec: Document, name: string, stage: string): string {
  const value = spec[name];
  if (typeof value !== 'string') {
    throw new CommandError(
      'FailedToParse',
      `${stage} argument '${name}' must be a string, is type ${typeof value}`,
    );
  }
  return value;
}

/** Runs a pipeline on another collection, its first stages by index. */
function runOn(
  scope: Scope,
  name: string,
  stages: readonly Document[],
  extra: Document | undefined,
): Iterable<Document> {
  const inner: Scope = { ...scope, name };
  const all = extra ? [{ $match: extra }, ...stages] : stages;
  const { query, rest } = splitQuery(all);
  return scope.compile(
    inner,
    rest,
    false,
  )(
    scope.read(scope.context, name, {
      ...query,
      variables: scope.variables,
      allowDiskUse: true,
    }),
  );
}

/** The values of a local field, each of an array's elements for itself; a missing field is null. */
function localValues(document: Document, path: string): unknown[] {
  const values = valuesAt(document, path.split('.')).flatMap((value) =>
    Array.isArray(value) ? (value as unknown[]) : [value],
  );
  return values.length === 0 ? [null] : values.map((value) => (value === MISSING ? null : value));
}

function equalsOneOf(path: string, values: readonly unknown[]): Document {
  const [only] = values;
  if (values.length === 1) return { [path]: { $eq: only } };
  const plain = values.filter((value) => !isRegex(value));
  const regexes = values.filter(isRegex).map((value) => ({ [path]: { $eq: value } }));
  const choice = { [path]: { $in: plain } };
  return regexes.length > 0 ? { $or: [choice, ...regexes] } : choice;
}

export const lookup: StageCompiler = (scope, operand) => {
  if (!isPlainObject(operand))
    throw new CommandError('FailedToParse', 'the $lookup specification must be an Object');
  const from = operand.from === undefined ? '' : text(operand, 'from', '$lookup');
  const as = text(operand, 'as', '$lookup');
  const { localField, foreignField, pipeline = [], let: bindings = {} } = operand;
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw new CommandError(
      'FailedToParse',
      '$lookup requires both or neither of localField and foreignField to be specified',
    );
  }
  if (localField === undefined && operand.pipeline === undefined) {
    throw new CommandError(
      'FailedToParse',
      '$lookup requires either pipeline or both localField and foreignField to be specified',
    );
  }
  if (!Array.isArray(pipeline))
    throw new CommandError('TypeMismatch', "'pipeline' option must be an array");
  // Faults are told even where no document comes by.
  scope.compile({ ...scope, name: from }, pipeline as Document[], from === '');
  return function* (documents) {
    for (const document of documents) {
      const variables = { ...scope.variables };
      for (const [name, expression] of Object.entries(bindings as Document)) {
        variables[name] = evaluate(expression, document, scope.variables) ?? null;
      }
      const extra =
        typeof localField === 'string'
          ? equalsOneOf(String(foreignField), localValues(document, localField))
          : undefined;
      const inner = { ...scope, variables };
      const found =
        from === ''
          ? scope.compile(inner, pipeline as Document[], true)([])
          : runOn(inner, from, pipeline as Document[], extra);
      yield setField(document, as.split('.'), [...found]);
    }
  };
};

export const graphLookup: StageCompiler = (scope, operand) => {
  if (!isPlainObject(operand))
    throw new CommandError(
      'FailedToParse',
      'the $graphLookup stage specification must be an object',
    );
  const [from, from1, to, as] = ['from', 'connectFromField', 'connectToField', 'as'].map((name) =>
    text(operand, name, '$graphLookup'),
  ) as [string, string, string, string];
  const maxDepth = isNumeric(operand.maxDepth) ? toDouble(operand.maxDepth) : Infinity;
  const restrict = operand.restrictSearchWithMatch;
  if (restrict !== undefined) compileFilter(restrict as Document);
  const depthField = operand.depthField;
  return function* (documents) {
    for (const document of documents) {
      const found = new Map<string, Document>();
      const start = evaluate(operand.startWith, document, scope.variables) ?? null;
      let frontier: unknown[] = Array.isArray(start) ? start : [start];
      for (let depth = 0; frontier.length > 0 && depth <= maxDepth; depth++) {
        const filter = equalsOneOf(to, frontier);
        frontier = [];
        for (const each of runOn(
          scope,
          from,
          [],
          restrict ? { $and: [filter, restrict] } : filter,
        )) {
          const key = hashKey(each._id);
          if (found.has(key)) continue;
          found.set(key, typeof depthField === 'string' ? { ...each, [depthField]: depth } : each);
          frontier.push(...localValues(each, from1));
        }
      }
      yield setField(document, as.split('.'), [...found.values()]);
    }
  };
};

export const unionWith: StageCompiler = (scope, operand) => {
  const spec: Document =
    typeof operand === 'string' ? { coll: operand } : ((operand ?? {}) as Document);
  const stages = (spec.pipeline ?? []) as Document[];
  const name = spec.coll;
  if (name !== undefined && typeof name !== 'string')
    throw new CommandError('TypeMismatch', "'coll' must be a string");
  scope.compile({ ...scope, name: name ?? '' }, stages, name === undefined);
  return function* (documents) {
    yield* documents;
    yield* name === undefined
      ? scope.compile(scope, stages, true)([])
      : runOn(scope, name, stages, undefined);
  };
};

export const facet: StageCompiler = (scope, operand) => {
  if (!isPlainObject(operand) || Object.keys(operand).length === 0) {
    throw new CommandError(40169, 'the $facet specification must be a non-empty object');
  }
  const branches = Object.entries(operand).map(([name, stages]): [string, Pipeline] => {
    if (!Array.isArray(stages))
      throw new CommandError(40170, `arguments to $facet must be arrays, ${name} is not`);
    return [name, scope.compile(scope, stages as Document[], false)];
  });
  return function* (documents) {
    const all = [...documents];
    yield Object.fromEntries(branches.map(([name, pipeline]) => [name, [...pipeline(all)]]));
  };
};
