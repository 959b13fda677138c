import { UUID } from 'bson';
import type { Document } from '../bson/types.ts';
import { CommandError, notSupported } from '../errors.ts';
import { compileFilter } from '../query/match.ts';
import type { Collection } from '../storage/catalog.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import {
  answer,
  checkCollectionName,
  collectionName,
  existing,
  findCollection,
  flag,
  numberField,
  objectField,
  refuseCollation,
} from './context.ts';
import { cursorReply, listSource } from './cursorReplies.ts';
import { changeIndex } from './indexes.ts';

const REFUSED_OPTIONS = [
  'capped',
  'timeseries',
  'viewOn',
  'clusteredIndex',
  'encryptedFields',
  'changeStreamPreAndPostImages',
];
const KEPT_OPTIONS = ['validator', 'validationLevel', 'validationAction'];

export function create(context: Context): Reply {
  const { body, database, engine } = context;
  const name = collectionName(context);
  checkCollectionName(database, name);
  refuseCollation(body);
  for (const option of REFUSED_OPTIONS) {
    const value = body[option];
    const isOff =
      value === undefined ||
      value === false ||
      (option === 'changeStreamPreAndPostImages' && (value as Document).enabled === false);
    if (!isOff) throw notSupported(`create with ${option}`);
  }
  const options = pickOptions(body);
  checkOptions(options);
  const existing = engine.catalog.find(database, name);
  if (existing) {
    const same = JSON.stringify(existing.options) === JSON.stringify(options);
    if (same) return answer({});
    throw new CommandError(
      'NamespaceExists',
      `namespace ${database}.${name} already exists, but with different options: ${JSON.stringify(existing.options)}`,
    );
  }
  engine.group.begin();
  engine.catalog.create(database, name, options);
  return answer({});
}

function pickOptions(body: Document): Document {
  return Object.fromEntries(
    KEPT_OPTIONS.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]]])),
  );
}

function checkOptions(options: Document): void {
  const validator = objectField(options, 'validator');
  if (validator) compileFilter(validator);
  const { validationLevel, validationAction } = options;
  if (
    validationLevel !== undefined &&
    // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
    !['off', 'strict', 'moderate'].includes(String(validationLevel))
  ) {
    throw new CommandError(
      'BadValue',
      // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
      `Enumeration value '${String(validationLevel)}' for field 'validationLevel' is not a valid value.`,
    );
  }
  // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
  if (validationAction !== undefined && !['error', 'warn'].includes(String(validationAction))) {
    throw new CommandError(
      'BadValue',
      // oxlint-disable-next-line typescript/no-base-to-string -- shown to a person only
      `Enumeration value '${String(validationAction)}' for field 'validationAction' is not a valid value.`,
    );
  }
}

export function collMod(context: Context): Reply {
  const collection = existing(context);
  const { body, engine } = context;
  for (const option of [
    'viewOn',
    'pipeline',
    'cappedSize',
    'cappedMax',
    'timeseries',
    'expireAfterSeconds',
  ]) {
    if (body[option] !== undefined) throw notSupported(`collMod with ${option}`);
  }
  const changes = pickOptions(body);
  checkOptions(changes);
  const result: Document = {};
  const index = objectField(body, 'index');
  engine.group.begin();
  if (index) Object.assign(result, changeIndex(engine, collection, index));
  if (Object.keys(changes).length > 0) {
    const options: Document = { ...collection.options, ...changes };
    if (Object.keys((changes.validator as Document | undefined) ?? { kept: 1 }).length === 0)
      delete options.validator;
    engine.catalog.setOptions(collection, options);
  }
  return answer(result);
}

export function drop(context: Context): Reply {
  const collection = findCollection(context);
  const ns = `${context.database}.${collectionName(context)}`;
  // Since MongoDB 7 dropping what is not there succeeds.
  if (!collection) return answer({});
  const nIndexesWas = collection.indexes.length;
  dropNow(context, collection);
  return answer({ nIndexesWas, ns });
}

function dropNow({ engine }: Context, collection: Collection): void {
  engine.group.begin();
  engine.cursors.closeWhere((cursor) => cursor.namespace === collection.namespace);
  engine.catalog.drop(collection);
}

export function dropDatabase(context: Context): Reply {
  const collections = context.engine.catalog.list(context.database);
  for (const collection of collections) dropNow(context, collection);
  return answer(collections.length > 0 ? { dropped: context.database } : {});
}

export function renameCollection(context: Context): Reply {
  const { body, engine } = context;
  const [from, to] = [String(body.renameCollection), String(body.to)];
  const [fromDb, fromName] = splitNamespace(from);
  const [toDb, toName] = splitNamespace(to);
  checkCollectionName(toDb, toName);
  const source = engine.catalog.find(fromDb, fromName);
  if (!source)
    throw new CommandError('NamespaceNotFound', `Source collection ${from} does not exist`);
  if (from === to)
    throw new CommandError('IllegalOperation', "Can't rename a collection to itself");
  const target = engine.catalog.find(toDb, toName);
  if (target && !flag(body, 'dropTarget')) {
    throw new CommandError('NamespaceExists', 'target namespace exists');
  }
  if (target) dropNow(context, target);
  engine.group.begin();
  engine.catalog.rename(source, toDb, toName);
  return answer({});
}

function splitNamespace(namespace: string): [string, string] {
  const dot = namespace.indexOf('.');
  if (dot < 1)
    throw new CommandError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
}

export function listCollections(context: Context): Reply {
  const { body, database, engine } = context;
  const matches = compileFilter(objectField(body, 'filter') ?? {});
  const nameOnly = flag(body, 'nameOnly');
  const found = engine.catalog
    .list(database)
    .map(describe)
    .filter(matches)
    .map((each) => (nameOnly ? { name: each.name, type: each.type } : each));
  return cursorReply(context, listSource(found), {
    batchSize: numberField(objectField(body, 'cursor') ?? {}, 'batchSize'),
    namespace: `${database}.$cmd.listCollections`,
  });
}

function describe(collection: Collection): Document {
  return {
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: { readOnly: false, uuid: new UUID(collection.uuid) },
    idIndex: collection.index('_id_')?.spec ?? {},
  };
}

export function listDatabases(context: Context): Reply {
  const { body, engine } = context;
  const matches = compileFilter(objectField(body, 'filter') ?? {});
  const names = [...new Set(engine.catalog.list().map((each) => each.db))].sort();
  const databases = names
    .map((name) => ({ name, sizeOnDisk: databaseSize(context, name), empty: false }))
    .filter(matches);
  if (flag(body, 'nameOnly')) return answer({ databases: databases.map(({ name }) => ({ name })) });
  const totalSize = databases.reduce((sum, each) => sum + each.sizeOnDisk, 0);
  return answer({ databases, totalSize, totalSizeMb: Math.floor(totalSize / 1048576) });
}

/** The file's size in proportion to the database's share of the documents. */
function databaseSize({ engine }: Context, name: string): number {
  const [pages] = engine.connection.all<[number]>(
    'SELECT page_count * page_size FROM pragma_page_count, pragma_page_size',
  );
  const documents = (db?: string): number =>
    engine.catalog.list(db).reduce((sum, each) => sum + each.count + 1, 0);
  return Math.round(((pages?.[0] ?? 0) * documents(name)) / documents());
}
