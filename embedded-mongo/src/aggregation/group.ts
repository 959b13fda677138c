import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { compareValues } from '../bson/compare.ts';
import { hashKey } from '../bson/keys.ts';
import type { Numeric } from '../bson/numbers.ts';
import { arithmetic, asDouble, toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { evaluate } from '../query/expressions.ts';
import { evaluateAccumulator } from './libraryStages.ts';
import type { StageCompiler } from './scope.ts';

/** Collects one output field of a group. */
interface Accumulator {
  readonly add: (value: unknown) => void;
  readonly result: () => unknown;
}

const isNil = (value: unknown): boolean => value === null || value === undefined;

function plus(a: Numeric, b: Numeric): Numeric {
  return arithmetic('add', a, b) ?? asDouble(toDouble(a) + toDouble(b));
}

function sum(): Accumulator {
  let total: Numeric = 0;
  return {
    add: (value) => {
      if (isNumeric(value)) total = plus(total, value);
    },
    result: () => total,
  };
}

function average(): Accumulator {
  let total: Numeric = 0;
  let count = 0;
  return {
    add: (value) => {
      if (!isNumeric(value)) return;
      total = plus(total, value);
      count++;
    },
    result: () => (count === 0 ? null : arithmetic('divide', total, count)),
  };
}

const extreme = (sign: number) => (): Accumulator => {
  let best: unknown;
  return {
    add: (value) => {
      if (!isNil(value) && (best === undefined || compareValues(value, best) * sign > 0))
        best = value;
    },
    result: () => best ?? null,
  };
};

function first(): Accumulator {
  let value: unknown;
  let isSet = false;
  return {
    add: (next) => {
      if (!isSet) value = next;
      isSet = true;
    },
    result: () => value ?? null,
  };
}

function last(): Accumulator {
  let value: unknown;
  return {
    add: (next) => {
      value = next;
    },
    result: () => value ?? null,
  };
}

function push(): Accumulator {
  const values: unknown[] = [];
  return {
    add: (value) => {
      if (value !== undefined) values.push(value);
    },
    result: () => values,
  };
}

function addToSet(): Accumulator {
  const values = new Map<string, unknown>();
  return {
    add: (value) => {
      if (value !== undefined) values.set(hashKey(value), value);
    },
    result: () => [...values.values()],
  };
}

function mergeObjects(): Accumulator {
  let merged: Document = {};
  return {
    add: (value) => {
      if (isNil(value)) return;
      if (!isPlainObject(value))
        throw new CommandError(40400, '$mergeObjects requires object inputs');
      merged = { ...merged, ...value };
    },
    result: () => merged,
  };
}

const ACCUMULATORS: Record<string, () => Accumulator> = {
  $sum: sum,
  $avg: average,
  $min: extreme(-1),
  $max: extreme(1),
  $first: first,
  $last: last,
  $push: push,
  $addToSet: addToSet,
  $mergeObjects: mergeObjects,
  $count: () => {
    const { add, result } = sum();
    return { add: () => add(1), result };
  },
};

interface Field {
  readonly name: string;
  readonly operator: string;
  readonly operand: unknown;
}

function readFields(spec: Document): Field[] {
  return Object.entries(spec)
    .filter(([name]) => name !== '_id')
    .map(([name, value]) => {
      const [operator, ...more] = isPlainObject(value) ? Object.keys(value) : [];
      if (operator === undefined || more.length > 0) {
        throw new CommandError(40234, `The field '${name}' must be an accumulator object`);
      }
      return { name, operator, operand: (value as Document)[operator] };
    });
}

interface Group {
  readonly id: unknown;
  readonly accumulators: Accumulator[];
}

export const group: StageCompiler = (scope, operand) => {
  if (!isPlainObject(operand))
    throw new CommandError(15947, "a group's fields must be specified in an object");
  if (!('_id' in operand))
    throw new CommandError(15955, 'a group specification must include an _id');
  const fields = readFields(operand);
  const { variables } = scope;
  const start = (field: Field): Accumulator => {
    const known = ACCUMULATORS[field.operator];
    return known ? known() : librarySlot(field, variables);
  };
  return function* (documents) {
    const groups = new Map<string, Group>();
    for (const document of documents) {
      const id = evaluate(operand._id, document, variables) ?? null;
      const key = hashKey(id);
      let found = groups.get(key);
      if (!found) groups.set(key, (found = { id, accumulators: fields.map(start) }));
      for (const [at, field] of fields.entries()) {
        const isOwn = Object.hasOwn(ACCUMULATORS, field.operator);
        const value =
          isOwn && field.operator !== '$count'
            ? evaluate(field.operand, document, variables)
            : document;
        found.accumulators[at]?.add(value);
      }
    }
    for (const { id, accumulators } of groups.values()) {
      const out: Document = { _id: id };
      for (const [at, { name }] of fields.entries()) out[name] = accumulators[at]?.result();
      yield out;
    }
  };
};

/** Accumulators that only the library has get the whole group at its end. */
function librarySlot(
  { operator, operand }: Field,
  variables: Readonly<Record<string, unknown>>,
): Accumulator {
  const documents: Document[] = [];
  return {
    add: (document) => documents.push(document as Document),
    result: () => evaluateAccumulator(operator, operand, documents, variables),
  };
}
