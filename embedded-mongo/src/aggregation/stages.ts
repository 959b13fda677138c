/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { compareValues } from '../bson/compare.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import { sortDocuments } from '../query/sort.ts';
import { compileDocumentStage } from './documentStages.ts';
import { group } from './group.ts';
import { libraryStage } from './libraryStages.ts';
import { facet, graphLookup, lookup, unionWith } from './joins.ts';
import { collStats, documentsStage, indexStats } from './sources.ts';
import type { Pipeline, Scope, StageCompiler } from './scope.ts';
import { unwind } from './unwind.ts';

function map(change: (document: Document) => Document): Pipeline {
  return function* (documents) {
    for (const document of documents) yield change(document);
  };
}

const documentStage: StageCompiler = (scope, operand, name) =>
  map(compileDocumentStage(name, operand, scope.variables));

const match: StageCompiler = (scope, operand) => {
  if (!isPlainObject(operand))
    throw new CommandError(15959, 'the match filter must be an expression in an object');
  const matches = compileFilter(operand, scope.variables);
  return function* (documents) {
    for (const document of documents) if (matches(document)) yield document;
  };
};

const sort: StageCompiler = (_scope, operand) => {
  if (!isPlainObject(operand) || Object.keys(operand).length === 0) {
    throw new CommandError(15976, '$sort stage must have at least one sort key');
  }
  return (documents) => sortDocuments([...documents], (document) => document, operand);
};

function whole(operand: unknown, name: string, least: number, code: number): number {
  const value = isNumeric(operand) ? toDouble(operand) : NaN;
  if (!Number.isInteger(value) || value < least) {
    throw new CommandError(
      code,
      `invalid argument to ${name} stage: Expected a ${least > 0 ? 'positive' : 'non-negative'} number in: ${name}: ${String(operand)}`,
    );
  }
  return value;
}

const limit: StageCompiler = (_scope, operand) => {
  const count = whole(operand, '$limit', 1, 15958);
  return function* (documents) {
    let left = count;
    for (const document of documents) {
      yield document;
      if (--left === 0) return;
    }
  };
};

const skip: StageCompiler = (_scope, operand) => {
  const count = whole(operand, '$skip', 0, 5107200);
  return function* (documents) {
    let left = count;
    for (const document of documents) if (left-- <= 0) yield document;
  };
};

const count: StageCompiler = (_scope, operand) => {
  if (
    typeof operand !== 'string' ||
    operand === '' ||
    operand.startsWith('$') ||
    operand.includes('.')
  ) {
    throw new CommandError(40156, 'the count field must be a non-empty string without $ or .');
  }
  return function* (documents) {
    let total = 0;
    for (const _ of documents) total++;
    if (total > 0) yield { [operand]: total };
  };
};

const sortByCount: StageCompiler = (scope, operand) => {
  const grouped = group(scope, { _id: operand, count: { $sum: 1 } }, '$group');
  const sorted = sort(scope, { count: -1 }, '$sort');
  return (documents) => sorted(grouped(documents));
};

const sample: StageCompiler = (_scope, operand) => {
  const size = whole(isPlainObject(operand) ? operand.size : undefined, '$sample', 1, 28747);
  return (documents) => {
    const all = [...documents];
    for (let at = 0; at < Math.min(size, all.length); at++) {
      const other = at + Math.floor(Math.random() * (all.length - at));
      [all[at], all[other]] = [all[other] as Document, all[at] as Document];
    }
    return all.slice(0, size);
  };
};

/** As MongoDB itself does it: a group by the boundary below the value. */
const bucket: StageCompiler = (scope, operand) => {
  const { groupBy, boundaries, output, ...rest } = isPlainObject(operand) ? operand : {};
  if (!Array.isArray(boundaries) || boundaries.length < 2 || groupBy === undefined) {
    throw new CommandError(40198, '$bucket requires groupBy and at least two boundaries');
  }
  const isRising = boundaries.every(
    (each, at) => at === 0 || compareValues(boundaries[at - 1], each) < 0,
  );
  if (!isRising) throw new CommandError(40194, "The 'boundaries' option to $bucket must be sorted");
  const branches = boundaries.slice(0, -1).map((low: unknown, at) => ({
    case: {
      $and: [
        { $gte: [groupBy, { $literal: low }] },
        { $lt: [groupBy, { $literal: boundaries[at + 1] as unknown }] },
      ],
    },
    // oxlint-disable-next-line unicorn/no-thenable -- a name of the query language
    then: { $literal: low },
  }));
  const otherwise = 'default' in rest ? { default: { $literal: rest.default } } : {};
  const fields = isPlainObject(output) ? output : { count: { $sum: 1 } };
  const grouped = group(
    scope,
    { _id: { $switch: { branches, ...otherwise } }, ...fields },
    '$group',
  );
  const sorted = sort(scope, { _id: 1 }, '$sort');
  return (documents) => sorted(grouped(documents));
};

const STAGES: Record<string, StageCompiler> = {
  $match: match,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $sortByCount: sortByCount,
  $sample: sample,
  $project: documentStage,
  $addFields: documentStage,
  $set: documentStage,
  $unset: documentStage,
  $replaceRoot: documentStage,
  $replaceWith: documentStage,
  $group: group,
  $unwind: unwind,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $unionWith: unionWith,
  $facet: facet,
  $documents: documentsStage,
  $collStats: collStats,
  $indexStats: indexStats,
  $bucket: bucket,
  $bucketAuto: libraryStage,
  $redact: libraryStage,
  $setWindowFields: libraryStage,
  $densify: libraryStage,
  $fill: libraryStage,
};

const KNOWN_UNSUPPORTED = new Set([
  '$changeStream',
  '$changeStreamSplitLargeEvent',
  '$currentOp',
  '$geoNear',
  '$listLocalSessions',
  '$listSampledQueries',
  '$listSearchIndexes',
  '$listSessions',
  '$planCacheStats',
  '$search',
  '$searchMeta',
  '$shardedDataDistribution',
  '$vectorSearch',
]);

/** Compiles stages one behind the other. */
export function compilePipeline(
  scope: Scope,
  stages: readonly Document[],
  isStart: boolean,
): Pipeline {
  const compiled = stages.map((stage, at) => compileStage(scope, stage, isStart && at === 0));
  return (documents) =>
    compiled.reduce<Iterable<Document>>((input, stage) => stage(input), documents);
}

const FIRST_ONLY = new Set(['$documents', '$collStats', '$indexStats']);

function compileStage(scope: Scope, stage: Document, isFirst: boolean): Pipeline {
  const names = Object.keys(stage);
  const [name] = names;
  if (name === undefined || names.length !== 1) {
    throw new CommandError(
      40323,
      'A pipeline stage specification object must contain exactly one field.',
    );
  }
  if (KNOWN_UNSUPPORTED.has(name)) throw notSupported(`The pipeline stage ${name}`);
  if (name === '$out' || name === '$merge') {
    throw new CommandError(40601, `${name} can only be the final stage in the pipeline`);
  }
  const compile = Object.hasOwn(STAGES, name) ? STAGES[name] : undefined;
  if (!compile) throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  if (FIRST_ONLY.has(name) && !isFirst) {
    throw new CommandError(40602, `${name} is only valid as the first stage in a pipeline.`);
  }
  return compile(scope, stage[name], name);
}
