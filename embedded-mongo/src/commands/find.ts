/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { Long } from 'bson';
import { fieldCutter } from '../bson/documents.ts';
import { decode } from '../bson/decode.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError, notSupported } from '../errors.ts';
import type { Run } from '../planner/execute.ts';
import { run } from '../planner/execute.ts';
import { makePlan } from '../planner/plan.ts';
import { compileFilter } from '../query/match.ts';
import { compileProjection, positionalPath } from '../query/projection.ts';
import { compileSort, parseSort } from '../query/sort.ts';
import type { Source } from '../sessions/cursors.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Row, View } from '../storage/store.ts';
import { matchedIndex } from '../update/targets.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import {
  answer,
  collectionName,
  findCollection,
  flag,
  numberField,
  objectField,
  refuseCollation,
} from './context.ts';
import { asBytes, bytesSource, cursorReply } from './cursorReplies.ts';

/** MongoDB's limit on what a sort holds in memory. */
const MAX_SORT_BYTES = 100 * 1024 * 1024;

/** MongoDB fills 16 MB where the client names no size; smaller batches keep memory low on both sides. */
const NEXT_BATCH = 2000;

/** A query as `find`, `count`, `distinct`, `delete` and the first stages of `aggregate` ask it. */
export interface Query {
  readonly filter: Document;
  readonly sort?: Document | undefined;
  readonly skip?: number;
  /** 0 is no limit. */
  readonly limit?: number;
  readonly hint?: unknown;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly allowDiskUse?: boolean;
}

/** The rows that answer a query, in order, a part at a time. */
export interface Rows {
  take(count: number): Row[];
  readonly isDone: boolean;
}

export function queryRows(view: View, collection: Collection, query: Query): Rows {
  const plan = makePlan(collection, query);
  const scan = run(view, plan);
  const { skip = 0, limit = 0 } = query;
  if (plan.isSorted || !query.sort) return scanRows(scan, skip, limit);
  const sorted = sortRows(
    scan,
    query.sort,
    limit > 0 ? skip + limit : Infinity,
    query.allowDiskUse ?? false,
  );
  let at = skip;
  return {
    get isDone() {
      return at >= sorted.length;
    },
    take: (count) => sorted.slice(at, (at += count)),
  };
}

function scanRows(scan: Run, skip: number, limit: number): Rows {
  let toSkip = skip;
  let left = limit > 0 ? limit : Infinity;
  let held: Row[] = [];
  let isDone = false;
  return {
    get isDone() {
      return isDone || left === 0;
    },
    take(count) {
      const wanted = Math.min(count, left);
      const out: Row[] = [];
      while (out.length < wanted) {
        if (held.length === 0) held = scan.next(wanted - out.length + toSkip);
        if (held.length === 0) {
          isDone = true;
          break;
        }
        const skipped = Math.min(toSkip, held.length);
        toSkip -= skipped;
        const taken = held.slice(skipped, skipped + wanted - out.length);
        held = held.slice(skipped + taken.length);
        for (const row of taken) out.push(row);
      }
      left -= out.length;
      return out;
    },
  };
}

/** Sorts in memory, keeping no more than the first `keep` where a limit allows. */
function sortRows(scan: Run, spec: Document, keep: number, allowDiskUse: boolean): Row[] {
  const fields = parseSort(spec);
  const roots = new Set(fields.map(({ path }) => path.split('.')[0] as string));
  const { key, compare } = compileSort(fields);
  let items: { row: Row; key: unknown[] }[] = [];
  let size = 0;
  const prune = (): void => {
    items.sort((a, b) => compare(a.key, b.key));
    if (items.length > keep) items = items.slice(0, keep);
    size = items.reduce((sum, { row }) => sum + row.bytes.length, 0);
  };
  for (let rows = scan.next(1024); rows.length > 0; rows = scan.next(1024)) {
    for (const row of rows) {
      items.push({ row, key: key(decode(row.bytes, 0, roots)) });
      size += row.bytes.length;
    }
    if (items.length > 2 * keep + 1024) prune();
    if (size > MAX_SORT_BYTES && !allowDiskUse) {
      throw new CommandError(
        'QueryExceededMemoryLimitNoDiskUseAllowed',
        `Executor error during find command :: caused by :: Sort exceeded memory limit of ${MAX_SORT_BYTES} bytes, but did not opt in to external sorting.`,
      );
    }
  }
  prune();
  return items.map(({ row }) => row);
}

/** Makes stored bytes into the bytes that a projection leaves. */
export function projector(
  spec: Document | undefined,
  filter: Document,
  variables?: Readonly<Record<string, unknown>>,
): (bytes: Buffer) => Buffer {
  if (!spec || Object.keys(spec).length === 0) return (bytes) => bytes;
  const positional = positionalPath(spec);
  if (positional !== undefined) return positionalProjector(spec, positional, filter);
  const projection = compileProjection(spec, variables);
  const simple = projection.topLevel;
  if (simple) return fieldCutter(simple.names, simple.keep);
  return (bytes) => asBytes(projection.apply(decode(bytes)));
}

function positionalProjector(
  spec: Document,
  path: string,
  filter: Document,
): (bytes: Buffer) => Buffer {
  const { [`${path}.$`]: _, ...others } = spec;
  const projection = compileProjection({ ...others, [path]: 1 });
  const parts = path.split('.');
  return (bytes) => {
    const document = decode(bytes);
    const index = matchedIndex(document, parts, filter);
    const out = projection.apply(document);
    const holder = parts
      .slice(0, -1)
      .reduce<unknown>((value, part) => (isPlainObject(value) ? value[part] : undefined), out);
    const last = parts.at(-1) as string;
    const list = isPlainObject(holder) ? holder[last] : undefined;
    if (isPlainObject(holder) && Array.isArray(list)) holder[last] = [list[index]];
    return asBytes(out);
  };
}

const REFUSED = ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max'] as const;

/** Reads what `find` and `explain` of a find share. */
export function readFind(context: Context): Query & { projection: Document | undefined } {
  const { body } = context;
  refuseCollation(body);
  for (const name of REFUSED) {
    const value = body[name];
    if (value === true || isPlainObject(value)) throw notSupported(`find with ${name}`);
  }
  const [skip = 0, limit = 0] = [numberField(body, 'skip'), numberField(body, 'limit')];
  if (skip < 0)
    throw new CommandError(51024, `BSON field 'skip' value must be >= 0, actual value '${skip}'`);
  if (limit < 0)
    throw new CommandError(51024, `BSON field 'limit' value must be >= 0, actual value '${limit}'`);
  return {
    filter: objectField(body, 'filter') ?? {},
    sort: nonEmpty(objectField(body, 'sort')),
    skip,
    limit,
    hint: body.hint,
    variables: objectField(body, 'let'),
    allowDiskUse: flag(body, 'allowDiskUse'),
    projection: objectField(body, 'projection'),
  };
}

const nonEmpty = (value: Document | undefined): Document | undefined =>
  value && Object.keys(value).length > 0 ? value : undefined;

export function find(context: Context): Reply {
  context.engine.counters.query++;
  const collection = findCollection(context);
  const namespace = `${context.database}.${collectionName(context)}`;
  const query = readFind(context);
  const batchSize = numberField(context.body, 'batchSize');
  if (batchSize !== undefined && batchSize < 0) {
    throw new CommandError(
      51024,
      `BSON field 'batchSize' value must be >= 0, actual value '${batchSize}'`,
    );
  }
  const options = { batchSize, singleBatch: flag(context.body, 'singleBatch'), namespace };
  const project = projector(query.projection, query.filter, query.variables);
  if (!collection) {
    // The filter's faults are told even where there is nothing to filter.
    compileFilter(query.filter, query.variables);
    return cursorReply(context, bytesSource([]), options);
  }
  return cursorReply(
    context,
    projected(queryRows(context.view, collection, query), project),
    options,
  );
}

function projected(rows: Rows, project: (bytes: Buffer) => Buffer): Source {
  return {
    get isDone() {
      return rows.isDone;
    },
    take: (count) => rows.take(count).map(({ bytes }) => project(bytes)),
  };
}

export function getMore(context: Context): Reply {
  context.engine.counters.getmore++;
  const { body, database, engine } = context;
  const id = body.getMore;
  if (!(id instanceof Long)) {
    throw new CommandError(
      'TypeMismatch',
      "BSON field 'getMore.getMore' is the wrong type, expected type 'long'",
    );
  }
  const namespace = `${database}.${String(body.collection)}`;
  const cursor = engine.cursors.get(id, namespace, context.connection);
  if (cursor.owner !== context.transaction) {
    throw new CommandError(
      50738,
      `Cannot run getMore on cursor ${id.toString()}, which was created in another session or transaction`,
    );
  }
  const documents = cursor.source.take(numberField(body, 'batchSize') || NEXT_BATCH);
  const isOpen = !cursor.source.isDone;
  if (!isOpen) engine.cursors.close(id);
  return {
    fields: { ok: 1 },
    batch: { name: 'nextBatch', cursorId: isOpen ? id : Long.ZERO, namespace, documents },
  };
}

export function killCursors({ body, engine }: Context): Reply {
  const ids = (Array.isArray(body.cursors) ? body.cursors : []).filter(
    (id): id is Long => id instanceof Long,
  );
  const cursorsKilled = ids.filter((id) => engine.cursors.close(id));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return answer({ cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [] });
}
