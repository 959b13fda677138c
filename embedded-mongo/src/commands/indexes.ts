import type { Document } from '../bson/types.ts';
import { isNumeric, isPlainObject } from '../bson/types.ts';
import { equalValues } from '../bson/compare.ts';
import { toDouble } from '../bson/numbers.ts';
import type { Engine } from '../engine.ts';
import { CommandError, notSupported } from '../errors.ts';
import { sameKeyPattern } from '../planner/plan.ts';
import { compileFilter } from '../query/match.ts';
import { isTruthy } from '../query/expressions.ts';
import type { Collection, Index } from '../storage/catalog.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import {
  answer,
  arrayField,
  ensureCollection,
  existing,
  findCollection,
  numberField,
  objectField,
  refuseCollation,
} from './context.ts';
import { cursorReply, listSource } from './cursorReplies.ts';

const OPTIONS = new Set([
  'v',
  'key',
  'name',
  'unique',
  'sparse',
  'partialFilterExpression',
  'expireAfterSeconds',
  'hidden',
  'background',
  'ns',
  'collation',
  'comment',
]);
const MAX_INDEXES = 64;
const MAX_FIELDS = 31;

export function createIndexes(context: Context): Reply {
  const { engine } = context;
  const specs = arrayField(context.body, 'indexes').map(readSpec);
  if (specs.length === 0)
    throw new CommandError('BadValue', 'Must specify at least one index to create');
  const createdCollectionAutomatically = !findCollection(context);
  const collection = ensureCollection(context);
  const numIndexesBefore = collection.indexes.length;
  engine.group.begin();
  for (const spec of specs) {
    if (isNew(collection, spec)) addIndex(engine, collection, spec);
  }
  const numIndexesAfter = collection.indexes.length;
  return answer({
    numIndexesBefore,
    numIndexesAfter,
    createdCollectionAutomatically,
    ...(numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {}),
  });
}

/** Builds an index; a violation of uniqueness leaves no trace of it. */
function addIndex(engine: Engine, collection: Collection, spec: Document): void {
  if (collection.indexes.length >= MAX_INDEXES) {
    throw new CommandError(
      'CannotCreateIndex',
      `add index fails, too many indexes for ${collection.namespace} key:${JSON.stringify(spec.key)}`,
    );
  }
  const index = engine.catalog.addIndex(collection, spec);
  try {
    engine.store.build(collection, index);
  } catch (error) {
    engine.catalog.dropIndex(collection, index);
    throw error;
  }
}

function readSpec(given: Document): Document {
  const key = objectField(given, 'key');
  if (!key || Object.keys(key).length === 0) {
    throw new CommandError('CannotCreateIndex', 'Index keys cannot be an empty object.');
  }
  for (const option of Object.keys(given)) {
    if (!OPTIONS.has(option)) {
      throw new CommandError(
        'InvalidIndexSpecificationOption',
        `Error in specification ${JSON.stringify(given)} :: caused by :: The field '${option}' is not valid for an index specification.`,
      );
    }
  }
  refuseCollation(given);
  checkKey(key);
  const name =
    typeof given.name === 'string'
      ? given.name
      : Object.entries(key)
          .map(([path, value]) => `${path}_${String(value)}`)
          .join('_');
  if (name === '*' || name === '')
    throw new CommandError('BadValue', `The index name '${name}' is not valid.`);
  const partial = objectField(given, 'partialFilterExpression');
  if (partial) compileFilter(partial);
  if (partial && isTruthy(given.sparse)) {
    throw new CommandError(
      'CannotCreateIndex',
      "cannot mix 'partialFilterExpression' and 'sparse' options",
    );
  }
  checkExpiry(given, key);
  const {
    background: _background,
    ns: _ns,
    comment: _comment,
    collation: _collation,
    v: _v,
    key: _key,
    name: _name,
    ...options
  } = given;
  return { v: 2, key, name, ...options };
}

function checkKey(key: Document): void {
  if (Object.keys(key).length > MAX_FIELDS) {
    throw new CommandError(13103, 'Compound index may not have more than 31 fields');
  }
  for (const [path, value] of Object.entries(key)) {
    if (typeof value === 'string') {
      if (['text', '2d', '2dsphere', 'hashed'].includes(value))
        throw notSupported(`an index of type ${value}`);
      throw new CommandError('CannotCreateIndex', `Unknown index plugin '${value}'`);
    }
    if (!isNumeric(value) || toDouble(value) === 0 || Number.isNaN(toDouble(value))) {
      throw new CommandError(
        'CannotCreateIndex',
        `Values in v:2 index key pattern cannot be of this type or 0. Only numbers > 0, numbers < 0, and strings are allowed.`,
      );
    }
    if (path.includes('$**')) throw notSupported('a wildcard index');
    const parts = path.split('.');
    if (path === '' || parts.includes(''))
      throw new CommandError('CannotCreateIndex', 'Index keys cannot contain an empty field.');
    if (parts.some((part) => part.startsWith('$'))) {
      throw new CommandError(
        'CannotCreateIndex',
        "Index key contains an illegal field name: field name starts with '$'.",
      );
    }
  }
}

function checkExpiry(spec: Document, key: Document): void {
  if (spec.expireAfterSeconds === undefined) return;
  const seconds = numberField(spec, 'expireAfterSeconds') as number;
  if (!(seconds >= 0 && seconds <= 0x7fffffff)) {
    throw new CommandError(
      'CannotCreateIndex',
      `TTL index 'expireAfterSeconds' option must be within an acceptable range, but got ${seconds}`,
    );
  }
  if (Object.keys(key).length > 1)
    throw new CommandError(
      'CannotCreateIndex',
      'TTL indexes are single-field indexes, compound indexes do not support TTL',
    );
  if ('_id' in key) throw new CommandError('CannotCreateIndex', '_id indexes cannot have a TTL');
}

const CONFLICTING = ['unique', 'sparse', 'partialFilterExpression', 'expireAfterSeconds'];

/** False for an index that is there already; refuses one that contradicts another. */
function isNew(collection: Collection, spec: Document): boolean {
  const key = spec.key as Document;
  if (Object.keys(key).length === 1 && '_id' in key) return false;
  const byName = collection.index(String(spec.name));
  const same = collection.indexes.find((index) => sameIndex(index, spec));
  if (byName) {
    if (!sameKeyPattern(byName.spec.key as Document, key) || byName !== same) {
      throw new CommandError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(byName.spec)}`,
      );
    }
    if (differs(byName, spec)) {
      throw new CommandError(
        'IndexOptionsConflict',
        `An equivalent index already exists with the same name but different options. Requested index: ${JSON.stringify(spec)}, existing index: ${JSON.stringify(byName.spec)}`,
      );
    }
    return false;
  }
  if (same) {
    throw new CommandError(
      'IndexOptionsConflict',
      `Index already exists with a different name: ${same.name}`,
    );
  }
  return true;
}

function sameIndex(index: Index, spec: Document): boolean {
  const [a, b] = [index.spec.partialFilterExpression ?? null, spec.partialFilterExpression ?? null];
  return sameKeyPattern(index.spec.key as Document, spec.key as Document) && equalValues(a, b);
}

function differs(index: Index, spec: Document): boolean {
  return CONFLICTING.some((option) => {
    const [a, b] = [index.spec[option] ?? false, spec[option] ?? false];
    return !equalValues(a, b);
  });
}

export function listIndexes(context: Context): Reply {
  const collection = existing(context);
  const specs = [...collection.indexes].sort((a, b) => a.id - b.id).map(({ spec }) => spec);
  return cursorReply(context, listSource(specs), {
    batchSize: numberField(objectField(context.body, 'cursor') ?? {}, 'batchSize'),
    namespace: collection.namespace,
  });
}

export function dropIndexes(context: Context): Reply {
  const collection = existing(context);
  const { engine, body } = context;
  const nIndexesWas = collection.indexes.length;
  const wanted = Array.isArray(body.index) ? (body.index as unknown[]) : [body.index];
  const indexes =
    body.index === '*'
      ? collection.indexes.filter((index) => !index.isId)
      : wanted.map((each) => findIndex(collection, each));
  engine.group.begin();
  for (const index of indexes) engine.catalog.dropIndex(collection, index);
  return answer({ nIndexesWas });
}

function findIndex(collection: Collection, wanted: unknown): Index {
  const index =
    typeof wanted === 'string'
      ? collection.index(wanted)
      : collection.indexes.find(
          ({ spec }) => isPlainObject(wanted) && sameKeyPattern(spec.key as Document, wanted),
        );
  if (!index) {
    throw new CommandError(
      'IndexNotFound',
      typeof wanted === 'string'
        ? `index not found with name [${wanted}]`
        : `can't find index with key: ${JSON.stringify(wanted)}`,
    );
  }
  if (index.isId) throw new CommandError('InvalidOptions', 'cannot drop _id index');
  return index;
}

/** `collMod`'s change of one index: hidden, or the time after which documents expire. */
export function changeIndex(engine: Engine, collection: Collection, change: Document): Document {
  const index = findIndex(collection, change.name ?? change.keyPattern);
  const result: Document = {};
  const spec = { ...index.spec };
  if (change.expireAfterSeconds !== undefined) {
    checkExpiry({ expireAfterSeconds: change.expireAfterSeconds }, spec.key as Document);
    if (spec.expireAfterSeconds !== undefined)
      result.expireAfterSeconds_old = spec.expireAfterSeconds;
    result.expireAfterSeconds_new = spec.expireAfterSeconds = change.expireAfterSeconds;
  }
  if (change.hidden !== undefined) {
    result.hidden_old = isTruthy(spec.hidden);
    result.hidden_new = isTruthy(change.hidden);
    if (isTruthy(change.hidden)) spec.hidden = true;
    else delete spec.hidden;
  }
  if (change.unique !== undefined || change.prepareUnique !== undefined)
    throw notSupported('collMod of an index to unique');
  engine.catalog.setIndexSpec(collection, index, spec);
  return result;
}
