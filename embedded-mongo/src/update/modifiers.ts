/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { Long, Timestamp } from 'bson';
import { compareValues } from '../bson/compare.ts';
import { arithmetic, numericKind } from '../bson/numbers.ts';
import type { Document } from '../bson/types.ts';
import { bsonTypeName, isNumeric, isPlainObject, MISSING } from '../bson/types.ts';
import { CommandError } from '../errors.ts';
import { compileAddToSet, compilePop, compilePull, compilePullAll, compilePush } from './arrays.ts';
import type { Positions } from './targets.ts';
import { expandPath, targetAt } from './targets.ts';

/** A change of one field: what its value becomes, MISSING for none. */
type Change = (current: unknown, path: string, document: Document) => unknown;

interface Step {
  readonly path: string;
  readonly change: Change;
  /** Applied only to a document that an upsert makes. */
  readonly onInsert: boolean;
}

/** Applies an update to a document, in place. */
export type Modifier = (document: Document, context: Positions & { inserting: boolean }) => void;

/** The logical clock of `$currentDate: {$type: "timestamp"}`; unique within a process. */
let ticks = 0;

const OPERATORS: Record<string, (operand: unknown, path: string) => Change> = {
  $set: (operand) => () => operand,
  $setOnInsert: (operand) => () => operand,
  $unset: () => () => MISSING,
  $inc: (operand, path) => compute('add', '$inc', operand, path),
  $mul: (operand, path) => compute('multiply', '$mul', operand, path),
  $min: (operand) => (current) =>
    current === MISSING || compareValues(operand, current) < 0 ? operand : current,
  $max: (operand) => (current) =>
    current === MISSING || compareValues(operand, current) > 0 ? operand : current,
  $currentDate: (operand) => compileCurrentDate(operand),
  $push: compilePush,
  $addToSet: compileAddToSet,
  $pop: compilePop,
  $pull: compilePull,
  $pullAll: compilePullAll,
  $bit: (operand) => compileBit(operand),
};

function compute(
  operation: 'add' | 'multiply',
  name: string,
  operand: unknown,
  path: string,
): Change {
  if (!isNumeric(operand)) {
    const verb = name === '$inc' ? 'increment' : 'multiply';
    throw new CommandError(
      'TypeMismatch',
      `Cannot ${verb} with non-numeric argument: {${path}: ${JSON.stringify(operand)}}`,
    );
  }
  return (current, _path, document) => {
    if (current === MISSING) {
      return operation === 'add' ? operand : arithmetic('multiply', operand, 0);
    }
    if (!isNumeric(current)) {
      throw new CommandError(
        'TypeMismatch',
        `Cannot apply ${name} to a value of non-numeric type. {_id: ${JSON.stringify(document._id)}} has the field '${path}' of non-numeric type ${bsonTypeName(current)}`,
      );
    }
    const result = arithmetic(operation, current, operand);
    if (result === undefined) {
      throw new CommandError(
        'BadValue',
        `Failed to apply ${name} operations to current value (${String(current)}) for document {_id: ${JSON.stringify(document._id)}}`,
      );
    }
    return result;
  };
}

function compileCurrentDate(operand: unknown): Change {
  const type = isPlainObject(operand) ? operand.$type : operand === true ? 'date' : undefined;
  if (type === 'timestamp') {
    return () =>
      new Timestamp({ t: Math.floor(Date.now() / 1000), i: (ticks = (ticks + 1) >>> 0) });
  }
  if (type !== 'date' && typeof operand !== 'boolean') {
    throw new CommandError(
      'BadValue',
      "The '$type' string field is required to be 'date' or 'timestamp'",
    );
  }
  return () => new Date();
}

function compileBit(operand: unknown): Change {
  if (!isPlainObject(operand) || Object.keys(operand).length === 0) {
    throw new CommandError(
      'BadValue',
      'The $bit modifier is not compatible with a non-object operand',
    );
  }
  const steps = Object.entries(operand).map(([name, value]) => {
    if (!['and', 'or', 'xor'].includes(name)) {
      throw new CommandError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`,
      );
    }
    return [name, whole(value)] as const;
  });
  const isLong = Object.values(operand).some((value) => value instanceof Long);
  return (current) => {
    const start = current === MISSING ? 0n : whole(current);
    const result = steps.reduce(
      (bits, [name, value]) =>
        name === 'and' ? bits & value : name === 'or' ? bits | value : bits ^ value,
      start,
    );
    return isLong || current instanceof Long ? Long.fromBigInt(result) : Number(result);
  };
}

function whole(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  if (isNumeric(value) && numericKind(value) === 'int') return BigInt(value as number);
  throw new CommandError(
    'BadValue',
    `The $bit modifier field must be an Integer(32/64 bit); a '${bsonTypeName(value)}' is not supported here`,
  );
}

/** Compiles `{$set: …, $inc: …}`. Faults of the update itself are told here. */
export function compileModifiers(update: Document): Modifier {
  const steps: Step[] = [];
  const renames: [string, string][] = [];
  for (const [name, fields] of Object.entries(update)) {
    if (name !== '$rename' && !Object.hasOwn(OPERATORS, name)) {
      throw new CommandError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isPlainObject(fields)) {
      throw new CommandError(
        'FailedToParse',
        `Modifiers operate on fields but we found type ${bsonTypeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${JSON.stringify(fields)}}`,
      );
    }
    for (const [path, operand] of Object.entries(fields)) {
      checkPath(path);
      if (name === '$rename') renames.push(renamed(path, operand));
      else {
        const change = (OPERATORS[name] as (o: unknown, p: string) => Change)(operand, path);
        steps.push({ path, change, onInsert: name === '$setOnInsert' });
      }
    }
  }
  checkConflicts([...steps.map((step) => step.path), ...renames.flat()]);
  // MongoDB adds new fields in the order of their names, whatever the operator.
  steps.sort((a, b) => comparePaths(a.path, b.path));
  return (document, context) => {
    for (const [from, to] of renames) rename(document, from, to);
    for (const step of steps) {
      if (!step.onInsert || context.inserting) applyStep(document, step, context);
    }
  };
}

function applyStep(document: Document, { path, change }: Step, positions: Positions): void {
  for (const parts of expandPath(document, path, positions)) {
    const target = targetAt(document, parts);
    const next = change(target.value, path, document);
    if (next === MISSING) target.unset();
    else if (next !== target.value) target.set(next);
  }
}

function checkPath(path: string): void {
  const parts = path.split('.');
  if (parts.some((part) => part === '')) {
    const message =
      path === ''
        ? 'An empty update path is not valid.'
        : `The update path '${path}' contains an empty field name, which is not allowed.`;
    throw new CommandError('EmptyFieldName', message);
  }
  if (parts[0]?.startsWith('$')) {
    throw new CommandError(
      'DollarPrefixedFieldName',
      `The dollar ($) prefixed field '${parts[0]}' in '${path}' is not valid for storage.`,
    );
  }
}

function renamed(from: string, to: unknown): [string, string] {
  if (typeof to !== 'string') {
    throw new CommandError(
      'BadValue',
      `The 'to' field for $rename must be a string: ${from}: ${JSON.stringify(to)}`,
    );
  }
  checkPath(to);
  if (from === to) {
    throw new CommandError(
      'BadValue',
      `The source and target field for $rename must differ: ${from}: "${to}"`,
    );
  }
  return [from, to];
}

function rename(document: Document, from: string, to: string): void {
  const source = targetAt(document, from.split('.'));
  if (source.value === MISSING) return;
  const value = source.value;
  source.unset();
  const target = targetAt(document, to.split('.'));
  target.unset();
  targetAt(document, to.split('.')).set(value);
}

function comparePaths(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const [x, y] = [left[at] as string, right[at] as string];
    if (x === y) continue;
    const numbers = /^\d+$/.test(x) && /^\d+$/.test(y);
    if (numbers) return Number(x) - Number(y);
    return x < y ? -1 : 1;
  }
  return left.length - right.length;
}

function checkConflicts(paths: readonly string[]): void {
  if (paths.length < 2) return;
  const sorted = [...paths].sort(comparePaths);
  for (let at = 1; at < sorted.length; at++) {
    const [before, path] = [sorted[at - 1] as string, sorted[at] as string];
    if (path === before || path.startsWith(`${before}.`)) {
      throw new CommandError(
        'ConflictingUpdateOperators',
        `Updating the path '${path}' would create a conflict at '${before}'`,
      );
    }
  }
}

/** Whether an update document is made of operators, and not a replacement. */
export function isModifierUpdate(update: Document): boolean {
  return Object.keys(update)[0]?.startsWith('$') ?? false;
}
