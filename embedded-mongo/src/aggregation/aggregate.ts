/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { decode } from '../bson/decode.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError, notSupported } from '../errors.ts';
import type { Context } from '../commands/context.ts';
import {
  checkCollectionName,
  collectionName,
  flag,
  numberField,
  objectField,
  refuseCollation,
} from '../commands/context.ts';
import { asBytes, cursorReply } from '../commands/cursorReplies.ts';
import type { Query } from '../commands/find.ts';
import { queryRows } from '../commands/find.ts';
import type { Source } from '../sessions/cursors.ts';
import type { Reply } from '../wire/replies.ts';
import type { Pipeline, Scope } from './scope.ts';
import { splitQuery } from './splitQuery.ts';
import { compilePipeline } from './stages.ts';
import { writeResults } from './output.ts';

const READ_AHEAD = 256;

/** The collection's documents that a query answers, decoded one by one. */
function* readDocuments(context: Context, name: string, query: Query): Generator<Document> {
  const collection = context.engine.catalog.find(context.database, name);
  if (!collection) return;
  const rows = queryRows(context.view, collection, query);
  while (!rows.isDone) {
    for (const { bytes } of rows.take(READ_AHEAD)) yield decode(bytes);
  }
}

export function aggregate(context: Context): Reply {
  context.engine.counters.command++;
  const { body, database } = context;
  refuseCollation(body);
  const stages = body.pipeline;
  if (!Array.isArray(stages) || !stages.every(isPlainObject)) {
    throw new CommandError(
      'TypeMismatch',
      "'pipeline' option must be specified as an array of objects",
    );
  }
  if (flag(body, 'explain'))
    throw notSupported('aggregate with explain: true (use the explain command)');
  const cursor = objectField(body, 'cursor');
  if (!cursor)
    throw new CommandError(
      'FailedToParse',
      "The 'cursor' option is required, except for aggregate with the explain argument",
    );
  const isDatabase = body.aggregate === 1;
  const name = isDatabase ? '$cmd.aggregate' : collectionName(context);
  if (!isDatabase) checkCollectionName(database, name);
  const scope: Scope = {
    context,
    name,
    variables: objectField(body, 'let') ?? {},
    compile: compilePipeline,
    read: readDocuments,
  };
  const documents = runPipeline(scope, stages, isDatabase, body.hint);
  const namespace = `${database}.${name}`;
  return cursorReply(context, iteratorSource(documents), {
    batchSize: numberField(cursor, 'batchSize'),
    namespace,
  });
}

function runPipeline(
  scope: Scope,
  stages: Document[],
  isDatabase: boolean,
  hint: unknown,
): Iterable<Document> {
  const last = stages.at(-1);
  const output = last && ('$out' in last || '$merge' in last) ? last : undefined;
  const inner = output ? stages.slice(0, -1) : stages;
  const documents = startPipeline(scope, inner, isDatabase, hint);
  return output ? writeResults(scope, documents, output) : documents;
}

function startPipeline(
  scope: Scope,
  stages: Document[],
  isDatabase: boolean,
  hint: unknown,
): Iterable<Document> {
  const [first] = stages;
  const startsItself =
    first && ('$documents' in first || '$collStats' in first || '$indexStats' in first);
  if (isDatabase && !startsItself) {
    throw new CommandError(
      'InvalidNamespace',
      '{aggregate: 1} is not valid for an empty pipeline or a pipeline that needs a collection',
    );
  }
  if (startsItself) return compilePipeline(scope, stages, true)([]);
  const { query, rest } = splitQuery(stages);
  const pipeline: Pipeline = compilePipeline(scope, rest, false);
  return pipeline(
    readDocuments(scope.context, scope.name, {
      ...query,
      hint,
      variables: scope.variables,
      allowDiskUse: true,
    }),
  );
}

function iteratorSource(documents: Iterable<Document>): Source {
  const iterator = documents[Symbol.iterator]();
  let isDone = false;
  return {
    get isDone() {
      return isDone;
    },
    take(count) {
      const out: Buffer[] = [];
      while (out.length < count && !isDone) {
        const next = iterator.next();
        if (next.done) isDone = true;
        else out.push(asBytes(next.value));
      }
      return out;
    },
  };
}
