import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { isOperators, isRegex } from '../query/match.ts';
import { targetAt } from './targets.ts';

/** The document that an upsert starts from: the filter's equalities. */
export function upsertSeed(filter: Document): Document {
  const seed: Document = {};
  const seen = new Set<string>();
  for (const [path, value] of equalities(filter)) {
    if (seen.has(path)) {
      throw new CommandError(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    }
    seen.add(path);
    targetAt(seed, path.split('.')).set(value);
  }
  return seed;
}

function equalities(filter: Document): [string, unknown][] {
  return Object.entries(filter).flatMap(([key, value]): [string, unknown][] => {
    if (key === '$and' && Array.isArray(value)) {
      return value.flatMap((clause) => equalities(clause as Document));
    }
    // A single alternative is as good as an equality.
    if (key === '$or' && Array.isArray(value) && value.length === 1) {
      return equalities(value[0] as Document);
    }
    if (key.startsWith('$') || isRegex(value)) return [];
    if (!isOperators(value)) return [[key, value]];
    if ('$eq' in value && !isRegex(value.$eq)) return [[key, value.$eq]];
    const all = value.$all;
    if (Array.isArray(all) && all.length === 1 && !isOperators(all[0]) && !isRegex(all[0]))
      return [[key, all[0]]];
    const choices = value.$in;
    if (Array.isArray(choices) && choices.length === 1 && !isRegex(choices[0]))
      return [[key, choices[0]]];
    return [];
  });
}

/** Puts `_id` first, where MongoDB keeps it. */
export function withIdFirst(document: Document): Document {
  if (Object.keys(document)[0] === '_id' || !Object.hasOwn(document, '_id')) return document;
  const { _id, ...rest } = document;
  return { _id, ...rest };
}

/** Refuses values that cannot be a document's `_id`. */
export function checkId(id: unknown): void {
  if (Array.isArray(id)) {
    throw new CommandError('InvalidIdField', "The '_id' value cannot be of type array");
  }
  if (isRegex(id)) {
    throw new CommandError('InvalidIdField', "The '_id' value cannot be of type regex");
  }
  if (
    isPlainObject(id) &&
    Object.keys(id).some(
      (name) => name.startsWith('$') && name !== '$ref' && name !== '$id' && name !== '$db',
    )
  ) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      "_id fields may not contain '$'-prefixed fields",
    );
  }
}
