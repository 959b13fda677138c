import { assign } from '../bson/decode.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { evaluate } from '../query/expressions.ts';
import { compileProjection } from '../query/projection.ts';

type Variables = Readonly<Record<string, unknown>>;

/** A stage that makes one document of one document. */
export type DocumentStage = (document: Document) => Document;

export function compileDocumentStage(
  name: string,
  operand: unknown,
  variables: Variables,
): DocumentStage {
  switch (name) {
    case '$set':
    case '$addFields':
      return addFields(name, operand, variables);
    case '$project': {
      if (!isPlainObject(operand) || Object.keys(operand).length === 0) {
        throw new CommandError(
          51272,
          'Invalid $project :: caused by :: projection specification must have at least one field',
        );
      }
      return compileProjection(operand, variables, 'stage').apply;
    }
    case '$unset': {
      const names = Array.isArray(operand) ? operand : [operand];
      if (names.length === 0 || !names.every((each) => typeof each === 'string')) {
        throw new CommandError(
          31002,
          '$unset specification must be a string or an array containing only string fields',
        );
      }
      return compileProjection(
        Object.fromEntries(names.map((each) => [each, 0])),
        variables,
        'stage',
      ).apply;
    }
    case '$replaceRoot':
      return replaceRoot(isPlainObject(operand) ? operand.newRoot : undefined, variables);
    case '$replaceWith':
      return replaceRoot(operand, variables);
    default:
      throw new CommandError(40324, `Unrecognized pipeline stage name: '${name}'`);
  }
}

function replaceRoot(expression: unknown, variables: Variables): DocumentStage {
  return (document) => {
    const value = evaluate(expression, document, variables);
    if (!isPlainObject(value)) {
      throw new CommandError(
        40228,
        "'newRoot' expression must evaluate to an object, but resulting value was not an object",
      );
    }
    return value;
  };
}

function addFields(name: string, operand: unknown, variables: Variables): DocumentStage {
  if (!isPlainObject(operand)) {
    throw new CommandError(40272, `${name} specification stage must be an object`);
  }
  const fields = Object.entries(operand).map(([path, expression]) => ({
    parts: path.split('.'),
    expression,
  }));
  return (document) => {
    let out = document;
    for (const { parts, expression } of fields) {
      const value = evaluate(expression, document, variables);
      out = setField(out, parts, value);
    }
    return out;
  };
}

/** A copy with the value at the path; arrays on the way take it into each element. */
export function setField(document: Document, parts: readonly string[], value: unknown): Document {
  return setPath(document, parts, value) as Document;
}

function setPath(target: unknown, parts: readonly string[], value: unknown): unknown {
  const [name, ...rest] = parts;
  if (name === undefined) return value;
  if (Array.isArray(target)) return target.map((element) => setPath(element, parts, value));
  const copy: Document = isPlainObject(target) ? { ...target } : {};
  const next = rest.length === 0 ? value : setPath(copy[name], rest, value);
  if (next === undefined) delete copy[name];
  else assign(copy, name, next);
  return copy;
}
