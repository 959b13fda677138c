import { toDouble } from '../bson/numbers.ts';
import { compareValues, equalValues } from '../bson/compare.ts';
import { hashKey } from '../bson/keys.ts';
import type { Document } from '../bson/types.ts';
import { bsonTypeName, isNumeric, isPlainObject, MISSING } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileFilter, elementMatcher, isOperators, isRegex } from '../query/match.ts';
import { sortDocuments } from '../query/sort.ts';

/** Makes the new value of an array field; MISSING means that there is no field. */
export type ArrayChange = (current: unknown, path: string) => unknown;

function list(name: string, current: unknown, path: string): unknown[] {
  if (Array.isArray(current)) return current;
  throw new CommandError(
    'BadValue',
    `The field '${path}' must be an array but is of type ${bsonTypeName(current)}`,
    { extra: { operator: name } },
  );
}

function integer(name: string, value: unknown): number {
  if (!isNumeric(value) || !Number.isInteger(toDouble(value))) {
    throw new CommandError(
      'BadValue',
      `The value for ${name} must be an integer value but was given type: ${bsonTypeName(value)}`,
    );
  }
  return toDouble(value);
}

const PUSH_CLAUSES = new Set(['$each', '$position', '$slice', '$sort']);

export function compilePush(operand: unknown): ArrayChange {
  const clauses: Document =
    isPlainObject(operand) && '$each' in operand ? operand : { $each: [operand] };
  if (isPlainObject(operand) && '$each' in operand) {
    const unknown = Object.keys(operand).find((name) => !PUSH_CLAUSES.has(name));
    if (unknown) throw new CommandError('BadValue', `Unrecognized clause in $push: ${unknown}`);
  }
  const { $each: added } = clauses;
  if (!Array.isArray(added)) {
    throw new CommandError(
      'BadValue',
      `The argument to $each in $push must be an array but it was of type: ${bsonTypeName(added)}`,
    );
  }
  const position = '$position' in clauses ? integer('$position', clauses.$position) : undefined;
  const slice = '$slice' in clauses ? integer('$slice', clauses.$slice) : undefined;
  const sort = '$sort' in clauses ? compileArraySort(clauses.$sort) : undefined;
  return (current, path) => {
    let next = current === MISSING ? [] : [...list('$push', current, path)];
    if (position === undefined) next.push(...added);
    else next.splice(position, 0, ...added);
    if (sort) next = sort(next);
    if (slice === undefined) return next;
    if (slice === 0) return [];
    return slice > 0 ? next.slice(0, slice) : next.slice(slice);
  };
}

function compileArraySort(spec: unknown): (values: unknown[]) => unknown[] {
  if (isNumeric(spec)) {
    const sign = toDouble(spec);
    if (sign !== 1 && sign !== -1) {
      throw new CommandError('BadValue', 'The $sort element value must be either 1 or -1');
    }
    return (values) => values.sort((a, b) => compareValues(a, b) * sign);
  }
  if (!isPlainObject(spec)) {
    throw new CommandError(
      'BadValue',
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  }
  return (values) => sortDocuments(values, (value) => (isPlainObject(value) ? value : {}), spec);
}

export function compileAddToSet(operand: unknown): ArrayChange {
  const isEach = isPlainObject(operand) && '$each' in operand;
  const added: unknown = isEach ? operand.$each : [operand];
  if (!Array.isArray(added)) {
    throw new CommandError(
      'TypeMismatch',
      `The argument to $each in $addToSet must be an array but it was of type ${bsonTypeName(added)}`,
    );
  }
  return (current, path) => {
    const next = current === MISSING ? [] : [...list('$addToSet', current, path)];
    const known = new Set(next.map(hashKey));
    for (const value of added) {
      const key = hashKey(value);
      if (!known.has(key)) next.push(value);
      known.add(key);
    }
    return next;
  };
}

export function compilePop(operand: unknown): ArrayChange {
  const end = isNumeric(operand) ? toDouble(operand) : NaN;
  if (end !== 1 && end !== -1) {
    throw new CommandError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
  }
  return (current, path) => {
    if (current === MISSING) return MISSING;
    if (!Array.isArray(current)) {
      throw new CommandError(
        'TypeMismatch',
        `Path '${path}' contains an element of non-array type '${bsonTypeName(current)}'`,
      );
    }
    return end === 1 ? current.slice(0, -1) : current.slice(1);
  };
}

function without(current: unknown, drop: (element: unknown) => boolean): unknown {
  if (current === MISSING) return MISSING;
  if (!Array.isArray(current)) {
    throw new CommandError('BadValue', 'Cannot apply $pull to a non-array value');
  }
  return current.filter((element) => !drop(element));
}

export function compilePull(operand: unknown): ArrayChange {
  const drop = pullTest(operand);
  return (current) => without(current, drop);
}

function pullTest(operand: unknown): (element: unknown) => boolean {
  if (isOperators(operand)) return elementMatcher(operand);
  if (isPlainObject(operand)) {
    const test = compileFilter(operand);
    return (element) => isPlainObject(element) && test(element);
  }
  if (isRegex(operand)) {
    const test = compileFilter({ v: operand });
    return (element) => test({ v: element });
  }
  return (element) => equalValues(element, operand);
}

export function compilePullAll(operand: unknown): ArrayChange {
  if (!Array.isArray(operand)) {
    throw new CommandError(
      'BadValue',
      `$pullAll requires an array argument but was given a ${bsonTypeName(operand)}`,
    );
  }
  const dropped = new Set(operand.map(hashKey));
  return (current) => without(current, (element) => dropped.has(hashKey(element)));
}
