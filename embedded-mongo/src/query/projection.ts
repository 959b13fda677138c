/* oxlint-disable kraken/max-params -- recursive walks hand down where, what and in which scope */
import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { assign } from '../bson/decode.ts';
import { toDouble } from '../bson/numbers.ts';
import { CommandError } from '../errors.ts';
import { evaluate, isTruthy } from './expressions.ts';
import type { Variables } from './match.ts';
import { elementMatcher } from './match.ts';

/** What is asked of a field and, through `children`, of the fields below it. */
interface Node {
  children: Map<string, Node>;
  keep?: boolean;
  compute?: (document: Document, value: unknown, name: string) => unknown;
}

/** A compiled projection. */
export interface Projection {
  readonly apply: (document: Document) => Document;
  /** Names of the top-level fields to keep or drop, when the projection is nothing but that. */
  readonly topLevel?: { readonly keep: boolean; readonly names: ReadonlySet<string> };
}

const isFlag = (value: unknown): boolean => typeof value === 'boolean' || isNumeric(value);

/** `find` knows `$elemMatch` and a `$slice` of the field itself; a stage knows expressions only. */
export type Dialect = 'find' | 'stage';

interface Scope {
  readonly variables: Variables;
  readonly dialect: Dialect;
}

/** How a projection treats what it does not name. */
function isInclusion(spec: Document): boolean {
  const flags = Object.entries(spec).filter(([name]) => name !== '_id');
  const flat = flags.flatMap(([, value]) => leaves(value));
  if (flat.length === 0) return spec._id !== undefined && isTruthy(spec._id);
  const includes = flat.some((value) => isFlag(value) && isTruthy(value));
  const excludes = flat.some((value) => isFlag(value) && !isTruthy(value));
  if (includes && excludes) {
    throw new CommandError(31254, 'Cannot do exclusion in inclusion projection');
  }
  if (includes) return true;
  if (excludes) return false;
  // Only computed fields: $slice alone keeps the rest, any other computed field leaves it out.
  return !flat.every((value) => isPlainObject(value) && '$slice' in value);
}

function leaves(value: unknown): unknown[] {
  if (isPlainObject(value) && !Object.keys(value)[0]?.startsWith('$')) {
    if (Object.keys(value).length === 0) {
      throw new CommandError(
        51270,
        'An empty sub-projection is not a valid value. Found empty object at path',
      );
    }
    return Object.values(value).flatMap(leaves);
  }
  return [value];
}

/** Compiles the projection of `find` or of a `$project` stage. `matched` serves the positional `a.$`. */
export function compileProjection(
  spec: Document,
  variables: Variables = {},
  dialect: Dialect = 'find',
): Projection {
  const inclusion = isInclusion(spec);
  const root: Node = { children: new Map() };
  for (const [path, value] of Object.entries(spec))
    addPath(root, path.split('.'), value, { variables, dialect });
  const apply = (document: Document): Document =>
    project(root, document, document, inclusion, true);
  const names = topLevelNames(root, spec, inclusion);
  return names ? { apply, topLevel: { keep: inclusion, names } } : { apply };
}

function topLevelNames(root: Node, spec: Document, keep: boolean): ReadonlySet<string> | undefined {
  if (!Object.entries(spec).every(([name, value]) => !name.includes('.') && isFlag(value)))
    return undefined;
  const names = new Set([...root.children.keys()].filter((name) => name !== '_id'));
  const id = root.children.get('_id')?.keep;
  if (keep ? id !== false : id === false) names.add('_id');
  return names;
}

function addPath(node: Node, parts: readonly string[], value: unknown, scope: Scope): void {
  const [name, ...rest] = parts as [string, ...string[]];
  if (name === '' || (name.startsWith('$') && rest.length === 0 && parts.length === 1)) {
    throw new CommandError(
      16410,
      "FieldPath field names may not start with '$'. Consider using $getField or $setField.",
    );
  }
  let child = node.children.get(name);
  if (!child) node.children.set(name, (child = { children: new Map() }));
  if (rest.length > 0) {
    if (child.keep !== undefined || child.compute) throw collision(parts.join('.'));
    addPath(child, rest, value, scope);
  } else if (isPlainObject(value) && !Object.keys(value)[0]?.startsWith('$')) {
    for (const [sub, each] of Object.entries(value)) addPath(child, sub.split('.'), each, scope);
  } else {
    if (child.children.size > 0) throw collision(name);
    if (isFlag(value)) child.keep = isTruthy(value);
    else child.compute = compileComputed(value, scope);
  }
}

function collision(path: string): CommandError {
  return new CommandError(31249, `Path collision at ${path}`);
}

function compileComputed(
  value: unknown,
  { variables, dialect }: Scope,
): NonNullable<Node['compute']> {
  if (isPlainObject(value) && dialect === 'find') {
    if ('$elemMatch' in value) return projectElemMatch(value.$elemMatch);
    if ('$slice' in value && isFindSlice(value.$slice)) return projectSlice(value.$slice);
    if ('$meta' in value) throw new CommandError('CommandNotSupported', '$meta is not supported');
  }
  return (document) => evaluate(value, document, variables);
}

const isFindSlice = (operand: unknown): boolean =>
  isNumeric(operand) ||
  (Array.isArray(operand) && operand.length === 2 && operand.every(isNumeric));

function projectElemMatch(operand: unknown): NonNullable<Node['compute']> {
  if (!isPlainObject(operand)) throw new CommandError('BadValue', '$elemMatch needs an Object');
  const test = elementMatcher(operand);
  return (_document, value) => {
    if (!Array.isArray(value)) return undefined;
    const at = value.findIndex(test);
    return at < 0 ? undefined : [value[at]];
  };
}

function projectSlice(operand: unknown): NonNullable<Node['compute']> {
  const [skip, count] = Array.isArray(operand)
    ? operand.map((n) => toDouble(n as number))
    : [undefined, toDouble(operand as number)];
  if (skip !== undefined && count <= 0) {
    throw new CommandError(28724, 'First argument to $slice must be an array, but is of type: int');
  }
  return (_document, value) => {
    if (!Array.isArray(value)) return value;
    const n = count;
    if (skip === undefined) return n < 0 ? value.slice(n) : value.slice(0, n);
    const from = skip < 0 ? Math.max(value.length + skip, 0) : skip;
    return value.slice(from, from + n);
  };
}

function project(
  node: Node,
  value: Document,
  root: Document,
  inclusion: boolean,
  top: boolean,
): Document {
  const out: Document = {};
  for (const [name, child] of node.children) {
    if (top && name === '_id' && inclusion && child.keep === true && Object.hasOwn(value, '_id')) {
      out._id = value._id;
    }
  }
  for (const name of Object.keys(value)) {
    const child = node.children.get(name);
    if (!child) {
      if (!inclusion || (top && name === '_id')) assign(out, name, value[name]);
    } else if (child.keep !== undefined) {
      if (child.keep) assign(out, name, value[name]);
    } else if (child.compute) {
      const computed = child.compute(root, value[name], name);
      if (computed !== undefined) assign(out, name, computed);
    } else {
      const below = projectBelow(child, value[name], root, inclusion);
      if (below !== undefined) assign(out, name, below);
    }
  }
  return computeMissing(node, value, root, inclusion, out);
}

/** Fields that the document lacks and the projection makes. */
function computeMissing(
  node: Node,
  value: Document,
  root: Document,
  inclusion: boolean,
  out: Document,
): Document {
  for (const [name, child] of node.children) {
    if (Object.hasOwn(value, name)) continue;
    const computed = child.compute
      ? child.compute(root, undefined, name)
      : hasComputed(child)
        ? project(child, {}, root, inclusion, false)
        : undefined;
    if (computed !== undefined) assign(out, name, computed);
  }
  return out;
}

const hasComputed = (node: Node): boolean =>
  [...node.children.values()].some((child) => child.compute !== undefined || hasComputed(child));

function projectBelow(node: Node, value: unknown, root: Document, inclusion: boolean): unknown {
  if (isPlainObject(value)) return project(node, value, root, inclusion, false);
  if (Array.isArray(value)) {
    return value
      .map((element) => projectBelow(node, element, root, inclusion))
      .filter((element) => element !== undefined);
  }
  if (hasComputed(node)) return project(node, {}, root, inclusion, false);
  return inclusion ? undefined : value;
}

/** Splits a positional projection `{"a.$": 1}` from the rest. */
export function positionalPath(spec: Document): string | undefined {
  const found = Object.keys(spec).filter((path) => path.endsWith('.$'));
  if (found.length > 1) {
    throw new CommandError(31276, 'Cannot specify more than one positional projection per query.');
  }
  return found[0]?.slice(0, -2);
}
