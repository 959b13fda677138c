/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { decode } from '../bson/decode.ts';
import { hashKey } from '../bson/keys.ts';
import { compareValues } from '../bson/compare.ts';
import type { Document } from '../bson/types.ts';
import { MISSING } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { makePlan } from '../planner/plan.ts';
import { run } from '../planner/execute.ts';
import { valuesAt } from '../query/paths.ts';
import type { Collection } from '../storage/catalog.ts';
import type { View } from '../storage/store.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer, findCollection, numberField, objectField, refuseCollation } from './context.ts';

const CHUNK = 1024;

/** How many documents match; index entries alone are counted where they say it all. */
export function countMatching(
  view: View,
  collection: Collection,
  filter: Document,
  hint?: unknown,
): number {
  if (Object.keys(filter).length === 0 && hint === undefined) return view.count(collection);
  const plan = makePlan(collection, { filter, hint });
  if (plan.kind === 'index' && !plan.residual && !plan.mayRepeat) {
    const counts = plan.ranges.map((range) => view.countIndex(plan.index, range));
    if (!counts.includes(undefined))
      return counts.reduce<number>((sum, count) => sum + (count as number), 0);
  }
  const scan = run(view, plan);
  let total = 0;
  for (let rows = scan.next(CHUNK); rows.length > 0; rows = scan.next(CHUNK)) total += rows.length;
  return total;
}

export function count(context: Context): Reply {
  context.engine.counters.command++;
  refuseCollation(context.body);
  const collection = findCollection(context);
  const filter = objectField(context.body, 'query') ?? {};
  const [skip = 0, limit = 0] = [
    numberField(context.body, 'skip'),
    numberField(context.body, 'limit'),
  ];
  const all = collection ? countMatching(context.view, collection, filter, context.body.hint) : 0;
  const behind = Math.max(0, all - skip);
  return answer({ n: limit === 0 ? behind : Math.min(Math.abs(limit), behind) });
}

export function distinct(context: Context): Reply {
  context.engine.counters.command++;
  refuseCollation(context.body);
  const collection = findCollection(context);
  const { key } = context.body;
  if (typeof key !== 'string') {
    throw new CommandError(
      'TypeMismatch',
      "BSON field 'distinct.key' is the wrong type, expected type 'string'",
    );
  }
  const values = new Map<string, unknown>();
  if (collection) {
    const filter = objectField(context.body, 'query') ?? {};
    const scan = run(context.view, makePlan(collection, { filter, hint: context.body.hint }));
    const parts = key.split('.');
    const roots = new Set([parts[0] as string]);
    for (let rows = scan.next(CHUNK); rows.length > 0; rows = scan.next(CHUNK)) {
      for (const { bytes } of rows) {
        for (const value of valuesAt(decode(bytes, 0, roots), parts)) {
          // oxlint-disable-next-line max-depth -- chunk, row, value: one loop each
          for (const each of Array.isArray(value) ? value : [value]) {
            // oxlint-disable-next-line max-depth -- chunk, row, value: one loop each
            if (each !== MISSING) values.set(hashKey(each), each);
          }
        }
      }
    }
  }
  return answer({ values: [...values.values()].sort(compareValues) });
}
