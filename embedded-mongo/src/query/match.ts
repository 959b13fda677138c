/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import { BSONRegExp } from 'bson';
import { CommandError, notSupported } from '../errors.ts';
import type { Document } from '../bson/types.ts';
import { isPlainObject } from '../bson/types.ts';
import { evaluate, isTruthy } from './expressions.ts';
import { compileSchema } from './jsonSchema.ts';
import type { Leaf } from './predicates.ts';
import { compileOperator, equals, regexTest } from './predicates.ts';
import { reaches } from './paths.ts';

/** Whether a document matches. */
export type Matcher = (document: Document) => boolean;

/** Values that `$$name` stands for inside `$expr`. */
export type Variables = Readonly<Record<string, unknown>>;

const always: Matcher = () => true;

/** Turns a filter into a function; the filter's faults are told here and not while matching. */
export function compileFilter(filter: Document, variables: Variables = {}): Matcher {
  const tests: Matcher[] = [];
  for (const [key, value] of Object.entries(filter)) {
    const test = key.startsWith('$')
      ? compileLogical(key, value, variables)
      : compilePath(key, value, variables);
    if (test !== always) tests.push(test);
  }
  return conjunction(tests);
}

function conjunction(tests: readonly Matcher[]): Matcher {
  if (tests.length === 0) return always;
  if (tests.length === 1) return tests[0] as Matcher;
  return (document) => tests.every((test) => test(document));
}

function clauses(name: string, value: unknown, variables: Variables): Matcher[] {
  if (!Array.isArray(value) || value.length === 0) {
    throw new CommandError('BadValue', `${name} must be a nonempty array`);
  }
  return value.map((clause) => {
    if (!isPlainObject(clause)) {
      throw new CommandError('BadValue', `${name} argument's entries must be objects`);
    }
    return compileFilter(clause, variables);
  });
}

function compileLogical(name: string, value: unknown, variables: Variables): Matcher {
  switch (name) {
    case '$and':
      return conjunction(clauses(name, value, variables));
    case '$or': {
      const tests = clauses(name, value, variables);
      return (document) => tests.some((test) => test(document));
    }
    case '$nor': {
      const tests = clauses(name, value, variables);
      return (document) => !tests.some((test) => test(document));
    }
    case '$expr':
      return (document) => isTruthy(evaluate(value, document, variables));
    case '$jsonSchema': {
      const check = compileSchema(value);
      return (document) => check(document).length === 0;
    }
    case '$comment':
      return always;
    case '$alwaysTrue':
      return always;
    case '$alwaysFalse':
      return () => false;
    case '$where':
    case '$text':
      throw notSupported(`The query operator ${name}`);
    default:
      throw new CommandError('BadValue', `unknown top level operator: ${name}`);
  }
}

/** Whether an object is a set of operators, as in `{$gt: 1}`, and not a value to be equal to. */
export function isOperators(value: unknown): value is Document {
  if (!isPlainObject(value)) return false;
  const first = Object.keys(value)[0];
  return first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id';
}

function compilePath(path: string, condition: unknown, variables: Variables): Matcher {
  const parts = path.split('.');
  if (!isOperators(condition)) {
    return atPath(parts, isRegex(condition) ? regexTest(condition) : equals(condition));
  }
  return conjunction(
    Object.keys(condition).flatMap((name) => {
      if (name === '$options' && '$regex' in condition) return [];
      return [compileCondition(parts, name, condition, variables)];
    }),
  );
}

export const isRegex = (value: unknown): value is BSONRegExp | RegExp =>
  value instanceof BSONRegExp || value instanceof RegExp;

function atPath(parts: readonly string[], leaf: Leaf): Matcher {
  if (parts.length === 1) {
    const name = parts[0] as string;
    return (document) => reaches(document, [name], 0, leaf);
  }
  return (document) => reaches(document, parts, 0, leaf);
}

function compileCondition(
  parts: readonly string[],
  name: string,
  condition: Document,
  variables: Variables,
): Matcher {
  const operand = condition[name];
  switch (name) {
    case '$not': {
      const inner = compileNot(parts, operand, variables);
      return (document) => !inner(document);
    }
    case '$ne': {
      if (isRegex(operand)) throw new CommandError('BadValue', "Can't have regex as arg to $ne.");
      const inner = atPath(parts, equals(operand));
      return (document) => !inner(document);
    }
    case '$nin': {
      const inner = atPath(parts, compileOperator('$in', operand, condition));
      return (document) => !inner(document);
    }
    case '$exists':
      return compileExists(parts, operand);
    case '$elemMatch':
      return atPath(parts, compileElemMatch(operand, variables));
    case '$all':
      return compileAll(parts, operand, variables);
    default:
      return atPath(parts, compileOperator(name, operand, condition));
  }
}

function compileExists(parts: readonly string[], operand: unknown): Matcher {
  const exists = atPath(parts, compileOperator('$exists', true, {}));
  return isTruthy(operand) ? exists : (document) => !exists(document);
}

function compileNot(parts: readonly string[], operand: unknown, variables: Variables): Matcher {
  if (isRegex(operand)) return atPath(parts, regexTest(operand));
  if (!isOperators(operand)) {
    throw new CommandError('BadValue', '$not needs a regex or a document');
  }
  return compilePath(parts.join('.'), operand, variables);
}

function compileElemMatch(operand: unknown, variables: Variables): Leaf {
  if (!isPlainObject(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object');
  const test = elementMatcher(operand, variables);
  return (value) => Array.isArray(value) && value.some(test);
}

/** What `$elemMatch` and `$pull` ask of one array element. */
export function elementMatcher(operand: Document, variables: Variables = {}): Leaf {
  const first = Object.keys(operand)[0];
  const logical = first === '$and' || first === '$or' || first === '$nor';
  if (isOperators(operand) && !logical) {
    const test = compilePath('v', operand, variables);
    return (element) => test({ v: element });
  }
  const test = compileFilter(operand, variables);
  return (element) => {
    if (isPlainObject(element)) return test(element);
    // oxlint-disable-next-line typescript/no-misused-spread -- code points are what MongoDB counts
    return Array.isArray(element) && test({ ...element });
  };
}

function compileAll(parts: readonly string[], operand: unknown, variables: Variables): Matcher {
  if (!Array.isArray(operand)) throw new CommandError('BadValue', '$all needs an array');
  if (operand.length === 0) return () => false;
  return conjunction(
    operand.map((wanted) => {
      if (isPlainObject(wanted) && '$elemMatch' in wanted) {
        return atPath(parts, compileElemMatch(wanted.$elemMatch, variables));
      }
      return atPath(parts, isRegex(wanted) ? regexTest(wanted) : equals(wanted));
    }),
  );
}
