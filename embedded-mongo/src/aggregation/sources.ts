import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { evaluate } from '../query/expressions.ts';
import type { StageCompiler } from './scope.ts';

export const documentsStage: StageCompiler = (scope, operand) => () => {
  const documents = evaluate(operand, {}, scope.variables);
  if (!Array.isArray(documents) || !documents.every(isPlainObject)) {
    throw new CommandError(5858203, '$documents must evaluate to an array of objects');
  }
  return documents;
};

export const indexStats: StageCompiler = (scope) => () => {
  const { engine, database } = scope.context;
  const collection = engine.catalog.find(database, scope.name);
  return (collection?.indexes ?? []).map((index): Document => ({
    name: index.name,
    key: index.spec.key,
    spec: index.spec,
    host: engine.address,
  }));
};

export const collStats: StageCompiler = (scope, operand) => () => {
  const { engine, database } = scope.context;
  const collection = engine.catalog.find(database, scope.name);
  if (!collection)
    throw new CommandError(
      'NamespaceNotFound',
      `Unable to retrieve storageStats in $collStats stage :: caused by :: Collection [${database}.${scope.name}] not found.`,
    );
  const options = isPlainObject(operand) ? operand : {};
  const head = { ns: collection.namespace, host: engine.address, localTime: new Date() };
  const count = 'count' in options ? { count: collection.count } : {};
  const storageStats =
    'storageStats' in options
      ? { storageStats: { count: collection.count, nindexes: collection.indexes.length } }
      : {};
  return [{ ...head, ...count, ...storageStats }];
};
