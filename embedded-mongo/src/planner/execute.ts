import { decode } from '../bson/decode.ts';
import type { KeyRange, Row, View } from '../storage/store.ts';
import type { CollectionScan, IndexScan, Plan, Residual, Union } from './plan.ts';

/** What a run looked at, for explain. */
export interface Examined {
  keys: number;
  documents: number;
}

/** Rows read from the file at a time when it is not known how many will be wanted. */
const CHUNK = 128;
const MAX_CHUNK = 1024;

/**
 * A plan being carried out. It keeps its place by key, not by an open statement, so that a cursor can rest between
 * batches without holding anything in the file, and goes on behind the last key whatever was written meanwhile.
 */
export interface Run {
  /** The next rows that match, about `wanted` of them; empty at the end. */
  next(wanted: number): Row[];
  readonly examined: Examined;
}

export function run(view: View, plan: Plan, examined: Examined = { keys: 0, documents: 0 }): Run {
  if (plan.kind === 'rows') return runRows(view, plan, examined);
  if (plan.kind === 'index') return runIndex(view, plan, examined);
  return runUnion(view, plan, examined);
}

/** Keeps the rows that match what the scan itself could not tell. */
function filterRows<T extends Row>(rows: T[], residual: Residual | undefined): T[] {
  if (!residual) return rows;
  const { matches, fields } = residual;
  return rows.filter(({ bytes }) => matches(decode(bytes, 0, fields)));
}

/** Collects filtered chunks until there is something to answer. */
function pull(
  wanted: number,
  residual: Residual | undefined,
  chunk: (size: number) => Row[] | undefined,
): Row[] {
  // With a filter behind it a scan reads ahead; without one, exactly what is wanted.
  let size = residual ? Math.max(wanted, CHUNK) : wanted;
  for (;;) {
    const rows = chunk(size);
    if (!rows) return [];
    const kept = filterRows(rows, residual);
    if (kept.length > 0) return kept;
    size = Math.min(size * 2, MAX_CHUNK);
  }
}

function runRows(
  view: View,
  { collection, residual, descending }: CollectionScan,
  examined: Examined,
): Run {
  let after: number | undefined;
  let isDone = false;
  return {
    examined,
    next: (wanted) =>
      pull(wanted, residual, (limit) => {
        if (isDone) return undefined;
        const rows = view.scanRows(collection, { descending, limit, after });
        examined.documents += rows.length;
        isDone = rows.length < limit;
        after = rows.at(-1)?.row ?? after;
        return rows;
      }),
  };
}

function runIndex(view: View, plan: IndexScan, examined: Examined): Run {
  const { collection, index, ranges, residual, descending } = plan;
  const seen = plan.mayRepeat ? new Set<number>() : undefined;
  let at = 0;
  let after: { key: Buffer; row: number } | undefined;
  const chunk = (limit: number): Row[] | undefined => {
    if (at >= ranges.length) return undefined;
    const found: Row[] = [];
    while (at < ranges.length && found.length < limit) {
      const size = limit - found.length;
      const entries = view.scanIndex(collection, index, ranges[at] as KeyRange, {
        descending,
        limit: size,
        after,
      });
      examined.keys += entries.length;
      for (const entry of entries) {
        if (seen?.has(entry.row)) continue;
        seen?.add(entry.row);
        found.push(entry);
      }
      after = entries.at(-1) ?? after;
      if (entries.length < size) {
        at++;
        after = undefined;
      }
    }
    examined.documents += found.length;
    return found;
  };
  return { examined, next: (wanted) => pull(wanted, residual, chunk) };
}

function runUnion(view: View, plan: Union, examined: Examined): Run {
  const runs = plan.branches.map((branch) => runIndex(view, branch, examined));
  const seen = new Set<number>();
  let at = 0;
  return {
    examined,
    next: (wanted) => {
      while (at < runs.length) {
        const rows = (runs[at] as Run).next(wanted);
        if (rows.length === 0) at++;
        const fresh = rows.filter(({ row }) => !seen.has(row));
        for (const { row } of fresh) seen.add(row);
        if (fresh.length > 0) return fresh;
      }
      return [];
    },
  };
}
