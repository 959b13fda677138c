import { ObjectId } from 'bson';
import { compareValues } from '../bson/compare.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileModifiers, isModifierUpdate } from './modifiers.ts';
import { compilePipelineUpdate } from './pipeline.ts';
import { compileArrayFilters } from './targets.ts';
import { checkId, upsertSeed, withIdFirst } from './upsert.ts';

/** An update, compiled. */
export interface Update {
  readonly isReplacement: boolean;
  /** The document after the update; the argument may be changed in place. */
  apply(document: Document): Document;
  /** The document that an upsert inserts. */
  create(): Document;
}

export interface UpdateSpec {
  readonly filter: Document;
  readonly update: unknown;
  readonly arrayFilters?: readonly Document[] | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

export function compileUpdate({
  filter,
  update,
  arrayFilters = [],
  variables = {},
}: UpdateSpec): Update {
  const change = compileChange({ filter, update, arrayFilters, variables });
  return {
    isReplacement: isPlainObject(update) && !isModifierUpdate(update),
    apply: (document) => {
      const id = document._id;
      const next = change(document, false);
      if (!('_id' in next)) return withIdFirst({ _id: id, ...next });
      if (compareValues(next._id, id) !== 0) {
        throw new CommandError(
          'ImmutableField',
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      return withIdFirst(next);
    },
    create: () => {
      const seed = upsertSeed(filter);
      const id = seed._id;
      const next = change(seed, true);
      if (next._id === undefined) next._id = id ?? new ObjectId();
      else if (id !== undefined && compareValues(next._id, id) !== 0) {
        throw new CommandError(
          'ImmutableField',
          "Performing an update on the path '_id' would modify the immutable field '_id'",
        );
      }
      checkId(next._id);
      return withIdFirst(next);
    },
  };
}

type Change = (document: Document, inserting: boolean) => Document;

function compileChange({ filter, update, arrayFilters, variables }: Required<UpdateSpec>): Change {
  if (Array.isArray(update)) {
    if (arrayFilters && arrayFilters.length > 0) {
      throw new CommandError(
        'FailedToParse',
        'arrayFilters may not be specified for pipeline-style updates',
      );
    }
    return compilePipelineUpdate(update as Document[], variables ?? {});
  }
  if (!isPlainObject(update)) {
    throw new CommandError('FailedToParse', 'Update argument must be either an object or an array');
  }
  if (!isModifierUpdate(update)) {
    const bad = Object.keys(update).find((name) => name.startsWith('$'));
    if (bad) {
      throw new CommandError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${bad}' in '${bad}' is not allowed in the context of an update's replacement document.`,
      );
    }
    return () => ({ ...update });
  }
  const modify = compileModifiers(update);
  const positions = { filter, arrayFilters: compileArrayFilters(arrayFilters ?? []) };
  return (document, inserting) => {
    modify(document, { ...positions, inserting });
    return document;
  };
}
