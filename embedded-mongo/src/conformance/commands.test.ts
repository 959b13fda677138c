/* oxlint-disable kraken/max-params -- a table's columns are its parameters */
import { join } from 'node:path';
import { Binary, Long, UUID } from 'mongodb';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';
import { sendCommand } from '../testing/rawClient.ts';

let mongo: TestDatabase;

const things = () => mongo.db.collection<Document>('things');

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

beforeEach(() => mongo.db.dropDatabase());

test('presents itself as the primary of a one-member replica set', async () => {
  const hello = await mongo.db.command({ hello: 1 });
  expect(hello).toMatchObject({
    isWritablePrimary: true,
    setName: 'kraken',
    logicalSessionTimeoutMinutes: 30,
    maxBsonObjectSize: 16777216,
    maxWriteBatchSize: 100000,
  });
  expect(hello.hosts).toEqual([hello.me]);
  expect(hello.$clusterTime).toBeDefined();
  expect(hello.operationTime).toBeDefined();
});

test.each([
  'ping',
  'buildInfo',
  'connectionStatus',
  'serverStatus',
  'hostInfo',
  'whatsmyuri',
  'dbStats',
  'listDatabases',
  'replSetGetStatus',
])('answers %s', async (name) => {
  expect(await mongo.client.db('admin').command({ [name]: 1 })).toMatchObject({ ok: 1 });
});

test('tells parameters that it has', async () => {
  const admin = mongo.client.db('admin');
  expect(await admin.command({ getParameter: 1, featureCompatibilityVersion: 1 })).toMatchObject({
    featureCompatibilityVersion: { version: '7.0' },
  });
  await expect(admin.command({ getParameter: 1, frob: 1 })).rejects.toMatchObject({ code: 72 });
});

test('lists databases and collections', async () => {
  await things().insertOne({ a: 1 });
  await mongo.db.createCollection('other', { validator: { a: { $gt: 1 } } });
  const { databases } = await mongo.client.db('admin').admin().listDatabases();
  expect(databases.map(({ name }) => name)).toContain('test');
  const found = await mongo.db.listCollections().toArray();
  expect(found.map(({ name }) => name).sort()).toEqual(['other', 'things']);
  expect(await mongo.db.listCollections({ name: 'other' }).toArray()).toMatchObject([
    { type: 'collection', options: { validator: { a: { $gt: 1 } } } },
  ]);
  await mongo.db.dropCollection('other');
  expect(await mongo.db.listCollections({}, { nameOnly: true }).toArray()).toEqual([
    { name: 'things', type: 'collection' },
  ]);
});

test('refuses to make a collection twice with other options', async () => {
  await mongo.db.createCollection('c', { validator: { a: 1 } });
  await mongo.db.createCollection('c', { validator: { a: 1 } });
  await expect(mongo.db.createCollection('c', { validator: { a: 2 } })).rejects.toMatchObject({
    code: 48,
  });
});

test('validates documents by schema and tells why not', async () => {
  const validator = {
    $jsonSchema: {
      bsonType: 'object',
      required: ['name'],
      properties: { name: { bsonType: 'string' }, age: { bsonType: ['int', 'null'], minimum: 0 } },
    },
  };
  const people = await mongo.db.createCollection<Document>('people', { validator });
  await people.insertOne({ _id: 1 as never, name: 'Ada', age: 36 });
  await expect(people.insertOne({ name: 5 })).rejects.toMatchObject({
    code: 121,
    errInfo: {
      details: {
        operatorName: '$jsonSchema',
        schemaRulesNotSatisfied: [{ operatorName: 'properties' }],
      },
    },
  });
  await expect(people.insertOne({ age: 1 })).rejects.toMatchObject({
    code: 121,
    errInfo: {
      details: {
        schemaRulesNotSatisfied: [{ operatorName: 'required', missingProperties: ['name'] }],
      },
    },
  });
  await expect(people.updateOne({ _id: 1 as never }, { $set: { age: -1 } })).rejects.toMatchObject({
    code: 121,
  });
  await people.insertOne({ name: 5 }, { bypassDocumentValidation: true });
  await mongo.db.command({ collMod: 'people', validationLevel: 'moderate' });
  expect(await people.updateOne({ name: 5 }, { $set: { touched: 1 } })).toMatchObject({
    modifiedCount: 1,
  });
  await mongo.db.command({ collMod: 'people', validationAction: 'warn' });
  await people.insertOne({ nothing: 1 });
  await mongo.db.command({
    collMod: 'people',
    validator: {},
    validationAction: 'error',
    validationLevel: 'strict',
  });
  await people.insertOne({ nothing: 2 });
});

test('renames a collection, over another only when told to', async () => {
  await things().insertOne({ a: 1 });
  await mongo.db.collection('taken').insertOne({ b: 1 });
  await expect(mongo.db.renameCollection('things', 'taken')).rejects.toMatchObject({ code: 48 });
  await mongo.db.renameCollection('things', 'taken', { dropTarget: true });
  expect(await mongo.db.collection('taken').findOne()).toMatchObject({ a: 1 });
  await expect(mongo.db.renameCollection('nothing', 'x')).rejects.toMatchObject({ code: 26 });
});

test('makes, lists and drops indexes', async () => {
  await things().createIndexes([
    { key: { a: 1 } },
    { key: { b: -1, 'c.d': 1 }, unique: true, name: 'two' },
    { key: { e: 1 }, sparse: true },
    { key: { f: 1 }, partialFilterExpression: { g: { $gt: 1 } } },
    { key: { at: 1 }, expireAfterSeconds: 60 },
  ]);
  expect((await things().indexes()).map(({ name }) => name)).toEqual([
    '_id_',
    'a_1',
    'two',
    'e_1',
    'f_1',
    'at_1',
  ]);
  expect(await things().createIndex({ a: 1 })).toBe('a_1');
  await expect(things().createIndex({ a: 1 }, { unique: true }, {})).rejects.toMatchObject({
    code: 85,
  });
  await expect(things().createIndex({ a: 1 }, { name: 'other' }, {})).rejects.toMatchObject({
    code: 85,
  });
  await expect(things().createIndex({ z: 1 }, { name: 'a_1' }, {})).rejects.toMatchObject({
    code: 86,
  });
  await things().dropIndex('two');
  await expect(things().dropIndex('two')).rejects.toMatchObject({ code: 27 });
  await expect(things().dropIndex('_id_')).rejects.toMatchObject({ code: 72 });
  await things().dropIndexes();
  expect(await things().indexes()).toHaveLength(1);
});

const REFUSED_INDEXES: [string, Document, Document, number][] = [
  ['text', { a: 'text' }, {}, 115],
  ['geo', { a: '2dsphere' }, {}, 115],
  ['hashed', { a: 'hashed' }, {}, 115],
  ['wildcard', { '$**': 1 }, {}, 115],
  ['a collation', { a: 1 }, { collation: { locale: 'de' } }, 115],
  ['an unknown option', { a: 1 }, { frob: 1 }, 197],
  ['direction zero', { a: 0 }, {}, 67],
  ['a compound TTL', { a: 1, b: 1 }, { expireAfterSeconds: 1 }, 67],
];

test.each(REFUSED_INDEXES)('refuses an index with %s', async (_name, key, options, code) => {
  const command = { createIndexes: 'things', indexes: [{ key, name: 'x', ...options }] };
  await expect(mongo.db.command(command)).rejects.toMatchObject({ code });
});

test('does not make a unique index over duplicates', async () => {
  await things().insertMany([{ a: 1 }, { a: 1 }]);
  await expect(things().createIndex({ a: 1 }, { unique: true }, {})).rejects.toMatchObject({
    code: 11000,
  });
  expect(await things().indexes()).toHaveLength(1);
});

test('holds uniqueness over nested, missing, sparse and partial keys', async () => {
  await things().createIndex({ 'a.b': 1 }, { unique: true }, {});
  await things().insertOne({ a: [{ b: 1 }, { b: 2 }] });
  await expect(things().insertOne({ a: { b: 2 } })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { 'a.b': 1 },
    keyValue: { 'a.b': 2 },
  });
  await things().insertOne({ a: { b: [3, 3] } });
  await things().insertOne({});
  await expect(things().insertOne({ a: 1 })).rejects.toMatchObject({
    code: 11000,
    keyValue: { 'a.b': null },
  });
  await expect(things().updateOne({ 'a.b': 3 }, { $set: { 'a.b': 1 } })).rejects.toMatchObject({
    code: 11000,
  });
  const sparse = mongo.db.collection('sparse');
  await sparse.createIndex({ e: 1 }, { unique: true, sparse: true }, {});
  await sparse.insertMany([{}, {}, { e: null }]);
  await expect(sparse.insertOne({ e: null })).rejects.toMatchObject({ code: 11000 });
  const partial = mongo.db.collection('partial');
  await partial.createIndex(
    { e: 1 },
    { unique: true, partialFilterExpression: { live: true } },
    {},
  );
  await partial.insertMany([
    { e: 1, live: false },
    { e: 1, live: false },
    { e: 1, live: true },
  ]);
  await expect(partial.updateOne({ live: false }, { $set: { live: true } })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { e: 1 },
  });
  await partial.updateOne({ live: true }, { $set: { live: false } });
  expect(await partial.updateOne({ live: false }, { $set: { live: true } })).toMatchObject({
    modifiedCount: 1,
  });
  for (const name of ['things', 'sparse', 'partial'])
    expect(await mongo.db.command({ validate: name })).toMatchObject({ valid: true });
});

test('gives every number once to writers that take the next', async () => {
  const messages = mongo.db.collection<Document>('messages');
  await messages.createIndex({ channelId: 1, seq: 1 }, { unique: true }, {});
  const take = async (author: number): Promise<void> => {
    for (;;) {
      const [last] = await messages.find({ channelId: 'c' }).sort({ seq: -1 }).limit(1).toArray();
      try {
        await messages.insertOne({ channelId: 'c', seq: (Number(last?.seq) || 0) + 1, author });
        return;
      } catch (error) {
        expect(error).toMatchObject({ code: 11000, keyPattern: { channelId: 1, seq: 1 } });
      }
    }
  };
  await Promise.all(Array.from({ length: 40 }, (_, author) => take(author)));
  const all = await messages.find().sort({ seq: 1 }).toArray();
  expect(all.map(({ seq }) => seq as number)).toEqual(
    Array.from({ length: 40 }, (_, at) => at + 1),
  );
});

test('refuses two arrays in one index', async () => {
  await things().createIndex({ a: 1, b: 1 });
  await expect(things().insertOne({ a: [1], b: [2] })).rejects.toMatchObject({ code: 171 });
  expect(await mongo.db.command({ validate: 'things' })).toMatchObject({ valid: true });
});

async function explained(filter: Document, options: Document = {}): Promise<Document> {
  let cursor = things().find(filter);
  if (options.sort) cursor = cursor.sort(options.sort as never);
  if (options.limit) cursor = cursor.limit(options.limit as number);
  if (options.hint) cursor = cursor.hint(options.hint as never);
  return cursor.explain('executionStats');
}

/** The innermost stage. */
function scanOf({ queryPlanner }: Document): Document {
  let stage = queryPlanner.winningPlan as Document;
  while (stage.inputStage) stage = stage.inputStage as Document;
  return stage;
}

test('explains the truth', async () => {
  await things().insertMany(Array.from({ length: 200 }, (_, n) => ({ n, m: n % 10, w: n % 3 })));
  await things().createIndex({ m: 1, n: 1 });
  const byRange = await explained({ m: 3, n: { $gte: 100 } });
  expect(scanOf(byRange)).toMatchObject({
    stage: 'IXSCAN',
    indexName: 'm_1_n_1',
    direction: 'forward',
  });
  expect(byRange.executionStats).toMatchObject({
    nReturned: 10,
    totalKeysExamined: 10,
    totalDocsExamined: 10,
  });
  const newest = await explained({ m: 3 }, { sort: { n: -1 }, limit: 5 });
  expect(scanOf(newest)).toMatchObject({ stage: 'IXSCAN', direction: 'backward' });
  expect(newest.executionStats).toMatchObject({
    nReturned: 5,
    totalKeysExamined: 5,
    totalDocsExamined: 5,
  });
  const all = await explained({ w: 1 });
  expect(scanOf(all)).toMatchObject({ stage: 'COLLSCAN' });
  expect(all.executionStats).toMatchObject({ totalKeysExamined: 0, totalDocsExamined: 200 });
  const unsorted = await explained({ m: 3 }, { sort: { w: 1 } });
  expect(unsorted.queryPlanner.winningPlan).toMatchObject({ stage: 'SORT' });
  const several = await explained({ m: { $in: [1, 2] } });
  expect(several.executionStats).toMatchObject({ nReturned: 40, totalKeysExamined: 40 });
  const either = await explained({ $or: [{ m: 1 }, { _id: 'x' as never }] });
  expect(scanOf(either)).toMatchObject({
    stage: 'OR',
    inputStages: [{ stage: 'IXSCAN' }, { stage: 'IXSCAN' }],
  });
  expect(scanOf(await explained({ w: 1 }, { hint: 'm_1_n_1' }))).toMatchObject({
    stage: 'IXSCAN',
    indexName: 'm_1_n_1',
  });
  await expect(explained({}, { hint: 'nothing' })).rejects.toMatchObject({ code: 2 });
  expect(scanOf(await explained({}, { sort: { _id: -1 }, limit: 1 }))).toMatchObject({
    stage: 'IXSCAN',
    indexName: '_id_',
  });
});

test('leaves hidden, sparse and partial indexes aside where they could miss something', async () => {
  await things().createIndex({ a: 1 }, { sparse: true }, {});
  await things().createIndex({ b: 1 }, { partialFilterExpression: { c: true } }, {});
  await things().createIndex({ d: 1 }, { hidden: true }, {});
  for (const filter of [{ a: null }, { b: 1 }, { d: 1 }, { b: 1, c: false }]) {
    expect(scanOf(await explained(filter))).toMatchObject({ stage: 'COLLSCAN' });
  }
  for (const filter of [{ a: 1 }, { b: 1, c: true }])
    expect(scanOf(await explained(filter))).toMatchObject({ stage: 'IXSCAN' });
});

test('removes what has expired when its turn comes, and changes when that is', async () => {
  await things().createIndex({ at: 1 }, { expireAfterSeconds: 3600 }, {});
  expect(
    await mongo.db.command({ collMod: 'things', index: { name: 'at_1', expireAfterSeconds: 10 } }),
  ).toMatchObject({ expireAfterSeconds_old: 3600, expireAfterSeconds_new: 10 });
  expect((await things().indexes())[1]).toMatchObject({ expireAfterSeconds: 10 });
});

test('keeps a cursor over writes and ends it', async () => {
  await things().insertMany(Array.from({ length: 300 }, (_, n) => ({ n })));
  const cursor = things().find().batchSize(50);
  const first = await cursor.next();
  await things().deleteMany({ n: { $lt: 100 } });
  const rest = await cursor.toArray();
  expect(first).toMatchObject({ n: 0 });
  expect(rest.at(-1)).toMatchObject({ n: 299 });
  const other = things().find().batchSize(10);
  await other.next();
  const id = other.id as Long;
  await other.close();
  await expect(mongo.db.command({ getMore: id, collection: 'things' })).rejects.toMatchObject({
    code: 43,
  });
});

test('answers a repeated write with the first answer, over a restart too', async () => {
  const lsid = { id: new Binary(new UUID().buffer, 4) };
  const send = (command: Document, txnNumber: number): Promise<Document> =>
    sendCommand(join(mongo.folder, 'mongo.sock'), {
      ...command,
      lsid,
      txnNumber: Long.fromNumber(txnNumber),
      $db: 'test',
    });
  const write = { insert: 'things', documents: [{ _id: 1 }, { _id: 1 }] };
  const answer = { n: 1, writeErrors: [{ index: 1, code: 11000 }] };
  expect(await send(write, 1)).toMatchObject(answer);
  expect(await send(write, 1)).toMatchObject(answer);
  const increment = {
    findAndModify: 'things',
    query: { _id: 1 },
    update: { $inc: { n: 1 } },
    new: true,
  };
  expect(await send(increment, 2)).toMatchObject({ value: { n: 1 } });
  mongo = await mongo.restart();
  expect(await send(increment, 2)).toMatchObject({ value: { n: 1 } });
  expect(await things().findOne()).toEqual({ _id: 1, n: 1 });
  expect(await send(write, 1)).toMatchObject({ ok: 0, code: 225 });
});

test('refuses write concerns that one member cannot meet', async () => {
  await expect(things().insertOne({ a: 1 }, { writeConcern: { w: 2 } })).rejects.toMatchObject({
    code: 100,
  });
  await things().insertOne({ a: 1 }, { writeConcern: { w: 'majority', journal: true } });
  await things().insertOne({ a: 2 }, { writeConcern: { w: 0 } });
  await expect.poll(() => things().countDocuments()).toBe(2);
});

test('refuses names that MongoDB refuses', async () => {
  for (const name of ['', '.a', 'a$b'])
    await expect(mongo.db.command({ insert: name, documents: [{}] })).rejects.toMatchObject({
      code: 73,
    });
  await expect(mongo.db.command({ find: 5 })).rejects.toMatchObject({ code: 73 });
});

test('refuses documents that are too large', async () => {
  const large = { a: 'x'.repeat(16 * 1024 * 1024) };
  await expect(things().insertOne(large)).rejects.toThrow(/too large|larger than/i);
});
