import { Long } from 'bson';
import type { Document } from '../bson/types.ts';
import { isPlainObject, MISSING } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { valueAt } from '../query/paths.ts';
import type { StageCompiler } from './scope.ts';

export const unwind: StageCompiler = (_scope, operand) => {
  const options: Document = isPlainObject(operand) ? operand : { path: operand };
  const { path, includeArrayIndex, preserveNullAndEmptyArrays } = options;
  if (typeof path !== 'string' || !path.startsWith('$') || path.length < 2) {
    throw new CommandError(
      28818,
      `path option to $unwind stage should be prefixed with a '$': ${String(path)}`,
    );
  }
  const parts = path.slice(1).split('.');
  const keepsEmpty = preserveNullAndEmptyArrays === true;
  const withIndex = (document: Document, index: Long | null): Document =>
    typeof includeArrayIndex === 'string'
      ? replace(document, includeArrayIndex.split('.'), index)
      : document;
  return function* (documents) {
    for (const document of documents) {
      const value = valueAt(document, parts);
      if (Array.isArray(value) && value.length > 0) {
        for (const [index, element] of value.entries()) {
          yield withIndex(replace(document, parts, element), Long.fromNumber(index));
        }
      } else if (Array.isArray(value)) {
        if (keepsEmpty) yield withIndex(replace(document, parts, MISSING), null);
      } else if (value === MISSING || value === null) {
        if (keepsEmpty) yield withIndex(document, null);
      } else {
        yield withIndex(document, null);
      }
    }
  };
};

/** A copy with another value at a path of objects. */
function replace(document: Document, [name, ...rest]: readonly string[], value: unknown): Document {
  const copy = { ...document };
  if (name === undefined) return copy;
  const below = copy[name];
  if (rest.length > 0) copy[name] = replace(isPlainObject(below) ? below : {}, rest, value);
  else if (value === MISSING) delete copy[name];
  else copy[name] = value;
  return copy;
}
