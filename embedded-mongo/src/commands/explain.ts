/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import type { Examined } from '../planner/execute.ts';
import { run } from '../planner/execute.ts';
import type { Clause } from '../planner/clauses.ts';
import type { IndexScan, Plan } from '../planner/plan.ts';
import { makePlan } from '../planner/plan.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer, objectField } from './context.ts';
import type { Query } from './find.ts';
import { readFind } from './find.ts';

/** Tells the plan of a command and, unless only the plan is asked for, what carrying it out looks at. */
export function explain(context: Context): Reply {
  const inner = objectField(context.body, 'explain');
  const name = inner && Object.keys(inner)[0];
  if (!inner || !name) throw new CommandError('FailedToParse', 'explain needs a command');
  const query = readQuery({ ...context, body: inner }, name, inner);
  const collection = context.engine.catalog.find(context.database, String(inner[name]));
  const namespace = `${context.database}.${String(inner[name])}`;
  const queryPlanner = { namespace, parsedQuery: query.filter, rejectedPlans: [] as Document[] };
  const verbosity = context.body.verbosity ?? 'allPlansExecution';
  if (!collection) {
    return answer({
      queryPlanner: { ...queryPlanner, winningPlan: { stage: 'EOF' } },
      ...(verbosity === 'queryPlanner'
        ? {}
        : { executionStats: stats(0, { keys: 0, documents: 0 }, { stage: 'EOF' }) }),
    });
  }
  const plan = makePlan(collection, query);
  const winningPlan = describe(plan, query);
  if (verbosity === 'queryPlanner')
    return answer({ queryPlanner: { ...queryPlanner, winningPlan }, command: inner });
  const examined: Examined = { keys: 0, documents: 0 };
  const nReturned = carryOut(context, plan, query, examined);
  return answer({
    queryPlanner: { ...queryPlanner, winningPlan },
    executionStats: stats(nReturned, examined, winningPlan),
    command: inner,
  });
}

function readQuery(
  context: Context,
  name: string,
  inner: Document,
): Query & { projection?: Document | undefined } {
  switch (name) {
    case 'find':
      return readFind(context);
    case 'count':
    case 'distinct':
      return { filter: objectField(inner, 'query') ?? {}, hint: inner.hint };
    case 'findAndModify':
      return {
        filter: objectField(inner, 'query') ?? {},
        sort: objectField(inner, 'sort'),
        limit: 1,
      };
    case 'update':
    case 'delete': {
      const [statement] = inner[`${name}s`] as Document[];
      return { filter: objectField(statement ?? {}, 'q') ?? {}, hint: statement?.hint };
    }
    case 'aggregate':
      return leadingStages(inner);
    default:
      throw new CommandError('CommandNotFound', `Explain failed due to unknown command: ${name}`);
  }
}

/** The part of a pipeline that is answered by a query. */
function leadingStages(inner: Document): Query {
  const stages = Array.isArray(inner.pipeline) ? (inner.pipeline as Document[]) : [];
  const at = stages.findIndex((stage) => !('$match' in stage));
  const matches = stages
    .slice(0, at < 0 ? stages.length : at)
    .map((stage) => stage.$match as Document);
  const next = at < 0 ? undefined : stages[at];
  const limit = at < 0 ? undefined : stages[at + 1]?.$limit;
  return {
    filter:
      matches.length === 1
        ? (matches[0] as Document)
        : matches.length === 0
          ? {}
          : { $and: matches },
    sort: isPlainObject(next?.$sort) ? next.$sort : undefined,
    ...(typeof limit === 'number' && next?.$sort ? { limit } : {}),
    hint: inner.hint,
  };
}

function describe(plan: Plan, query: Query & { projection?: Document | undefined }): Document {
  let stage = describeScan(plan, query.filter);
  if (query.sort && !plan.isSorted) {
    stage = {
      stage: 'SORT',
      sortPattern: query.sort,
      ...(query.limit ? { limitAmount: (query.skip ?? 0) + query.limit } : {}),
      inputStage: stage,
    };
  }
  if (query.skip) stage = { stage: 'SKIP', skipAmount: query.skip, inputStage: stage };
  if (query.limit) stage = { stage: 'LIMIT', limitAmount: query.limit, inputStage: stage };
  if (query.projection && Object.keys(query.projection).length > 0) {
    stage = { stage: 'PROJECTION_DEFAULT', transformBy: query.projection, inputStage: stage };
  }
  return stage;
}

function describeScan(plan: Plan, filter: Document): Document {
  const direction = plan.descending ? 'backward' : 'forward';
  if (plan.kind === 'rows') {
    return { stage: 'COLLSCAN', ...(plan.residual ? { filter } : {}), direction };
  }
  if (plan.kind === 'union') {
    return {
      stage: 'FETCH',
      filter,
      inputStage: {
        stage: 'OR',
        inputStages: plan.branches.map((branch) => describeIndex(branch)),
      },
    };
  }
  return { stage: 'FETCH', ...(plan.residual ? { filter } : {}), inputStage: describeIndex(plan) };
}

function describeIndex({ index, shown, descending }: IndexScan): Document {
  return {
    stage: 'IXSCAN',
    keyPattern: index.spec.key,
    indexName: index.name,
    isMultiKey: index.multikey !== 0,
    isUnique: index.unique,
    isSparse: index.sparse,
    isPartial: index.partial !== undefined,
    direction: descending ? 'backward' : 'forward',
    indexBounds: Object.fromEntries(
      index.fields.map(({ path }, at) => [path, (shown[at] ?? []).map(showClause)]),
    ),
  };
}

const showClause = ({ operator, operand }: Clause): string =>
  `${operator} ${JSON.stringify(operand)}`;

/** Does what the query would do, and counts. */
function carryOut(context: Context, plan: Plan, query: Query, examined: Examined): number {
  const scan = run(context.view, plan, examined);
  const { skip = 0, limit = 0 } = query;
  const isStreamed = plan.isSorted || !query.sort;
  const enough = isStreamed && limit > 0 ? skip + limit : Infinity;
  let found = 0;
  while (found < enough) {
    const rows = scan.next(Math.min(enough - found, 1024));
    if (rows.length === 0) break;
    found += rows.length;
  }
  const behind = Math.max(0, found - skip);
  return limit > 0 ? Math.min(limit, behind) : behind;
}

function stats(nReturned: number, examined: Examined, executionStages: Document): Document {
  return {
    executionSuccess: true,
    nReturned,
    executionTimeMillis: 0,
    totalKeysExamined: examined.keys,
    totalDocsExamined: examined.documents,
    executionStages: { ...executionStages, nReturned },
  };
}
