import { toDouble } from '../bson/numbers.ts';
import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import type { Query } from '../commands/find.ts';

/** Takes the stages that a query can do with indexes off the front of a pipeline. */
export function splitQuery(pipeline: readonly Document[]): { query: Query; rest: Document[] } {
  const filters: Document[] = [];
  let sort: Document | undefined;
  let skip = 0;
  let limit = 0;
  let at = 0;
  for (; at < pipeline.length; at++) {
    const stage = pipeline[at] as Document;
    if (Object.keys(stage).length !== 1) break;
    if (isPlainObject(stage.$match) && !sort && skip === 0 && limit === 0)
      filters.push(stage.$match);
    else if (isPlainObject(stage.$sort) && !sort && skip === 0 && limit === 0) sort = stage.$sort;
    else if (isNumeric(stage.$skip) && skip === 0 && limit === 0 && toDouble(stage.$skip) >= 0)
      skip = toDouble(stage.$skip);
    else if (isNumeric(stage.$limit) && limit === 0 && toDouble(stage.$limit) > 0)
      limit = toDouble(stage.$limit);
    else break;
  }
  const filter = filters.length > 1 ? { $and: filters } : (filters[0] ?? {});
  return { query: { filter, sort, skip, limit }, rest: pipeline.slice(at) };
}
