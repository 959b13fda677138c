/* oxlint-disable kraken/max-params -- a table's columns are its parameters */
import { Decimal128, Double, Long, Timestamp } from 'mongodb';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

let mongo: TestDatabase;

const things = () => mongo.db.collection<Document>('things');

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

beforeEach(() => things().deleteMany({}));

type Case = [
  name: string,
  before: Document,
  update: Document | Document[],
  after: Document,
  options?: Document,
];

const CASES: Case[] = [
  [
    '$set of new fields in the order of their names',
    { z: 1 },
    { $set: { b: 1, a: 2 } },
    { z: 1, a: 2, b: 1 },
  ],
  ['$set keeps the place of a field', { a: 1, b: 2 }, { $set: { a: 5 } }, { a: 5, b: 2 }],
  ['$set makes parents', {}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
  ['$set of an element', { l: [1, 2, 3] }, { $set: { 'l.1': 9 } }, { l: [1, 9, 3] }],
  [
    '$set behind an array pads with null',
    { l: [1] },
    { $set: { 'l.3': 9 } },
    { l: [1, null, null, 9] },
  ],
  ['$set below an element', { l: [{ a: 1 }] }, { $set: { 'l.0.b': 2 } }, { l: [{ a: 1, b: 2 }] }],
  [
    '$unset',
    { a: 1, b: { c: 1, d: 2 } },
    { $unset: { a: '', 'b.c': 1, nothing: 1 } },
    { b: { d: 2 } },
  ],
  ['$unset of an element leaves null', { l: [1, 2] }, { $unset: { 'l.0': 1 } }, { l: [null, 2] }],
  ['$inc', { a: 1 }, { $inc: { a: 2, b: 3 } }, { a: 3, b: 3 }],
  ['$inc of a double', { a: 1.5 }, { $inc: { a: 1 } }, { a: 2.5 }],
  ['$inc beyond 32 bits', { a: 2147483647 }, { $inc: { a: 1 } }, { a: 2147483648 }],
  [
    '$inc of a long',
    { a: Long.fromString('9007199254740993') },
    { $inc: { a: 1 } },
    { a: Long.fromString('9007199254740994') },
  ],
  [
    '$inc of a decimal',
    { a: Decimal128.fromString('0.1') },
    { $inc: { a: Decimal128.fromString('0.2') } },
    { a: Decimal128.fromString('0.3') },
  ],
  ['$mul', { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
  [
    '$min and $max',
    { a: 5, b: 5 },
    { $min: { a: 3, n: 1 }, $max: { b: 3, m: 1 } },
    { a: 3, b: 5, m: 1, n: 1 },
  ],
  ['$max by order of types', { a: 5 }, { $max: { a: 'x' } }, { a: 'x' }],
  ['$rename', { a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }],
  ['$rename into an object', { a: 1, o: {} }, { $rename: { a: 'o.p' } }, { o: { p: 1 } }],
  ['$rename of nothing', { b: 2 }, { $rename: { a: 'c' } }, { b: 2 }],
  ['$setOnInsert of what exists', { a: 1 }, { $setOnInsert: { b: 2 } }, { a: 1 }],
  [
    '$bit',
    { a: 12, b: 12, c: 12 },
    { $bit: { a: { and: 10 }, b: { or: 3 }, c: { xor: 5 } } },
    { a: 8, b: 15, c: 9 },
  ],
  ['$push', { l: [1] }, { $push: { l: 2, m: 3 } }, { l: [1, 2], m: [3] }],
  ['$push of an array as one element', { l: [1] }, { $push: { l: [2, 3] } }, { l: [1, [2, 3]] }],
  ['$push with $each', { l: [1] }, { $push: { l: { $each: [2, 3] } } }, { l: [1, 2, 3] }],
  [
    '$push with $position',
    { l: [1, 2] },
    { $push: { l: { $each: [9], $position: 1 } } },
    { l: [1, 9, 2] },
  ],
  [
    '$push with $slice',
    { l: [1, 2] },
    { $push: { l: { $each: [3, 4], $slice: -3 } } },
    { l: [2, 3, 4] },
  ],
  [
    '$push with $sort',
    { l: [3, 1] },
    { $push: { l: { $each: [2], $sort: -1 } } },
    { l: [3, 2, 1] },
  ],
  [
    '$push with $sort by field',
    { l: [{ a: 2 }] },
    { $push: { l: { $each: [{ a: 1 }], $sort: { a: 1 } } } },
    { l: [{ a: 1 }, { a: 2 }] },
  ],
  [
    '$addToSet',
    { l: [1, { a: 1 }] },
    { $addToSet: { l: { $each: [1, 2, { a: 1 }, 2] } } },
    { l: [1, { a: 1 }, 2] },
  ],
  ['$addToSet of one', {}, { $addToSet: { l: 'x' } }, { l: ['x'] }],
  ['$pop at the end', { l: [1, 2, 3] }, { $pop: { l: 1 } }, { l: [1, 2] }],
  ['$pop at the front', { l: [1, 2, 3] }, { $pop: { l: -1 } }, { l: [2, 3] }],
  ['$pull of a value', { l: [1, 2, 1] }, { $pull: { l: 1 } }, { l: [2] }],
  ['$pull by condition', { l: [1, 5, 9] }, { $pull: { l: { $gte: 5 } } }, { l: [1] }],
  [
    '$pull of objects',
    { l: [{ a: 1, b: 1 }, { a: 2 }] },
    { $pull: { l: { a: 1 } } },
    { l: [{ a: 2 }] },
  ],
  ['$pull by $in', { l: ['a', 'b', 'c'] }, { $pull: { l: { $in: ['a', 'c'] } } }, { l: ['b'] }],
  ['$pullAll', { l: [1, 2, 3, 1] }, { $pullAll: { l: [1, 3] } }, { l: [2] }],
  ['$[] in every element', { l: [1, 2] }, { $inc: { 'l.$[]': 10 } }, { l: [11, 12] }],
  [
    '$[] below elements',
    { l: [{ a: 1 }, { a: 2 }] },
    { $set: { 'l.$[].b': 0 } },
    {
      l: [
        { a: 1, b: 0 },
        { a: 2, b: 0 },
      ],
    },
  ],
  [
    'array filters',
    { l: [{ a: 1 }, { a: 2 }] },
    { $set: { 'l.$[e].b': 9 } },
    { l: [{ a: 1 }, { a: 2, b: 9 }] },
    { arrayFilters: [{ 'e.a': 2 }] },
  ],
  [
    'array filters of values',
    { l: [1, 5, 9] },
    { $set: { 'l.$[big]': 0 } },
    { l: [1, 0, 0] },
    { arrayFilters: [{ big: { $gt: 3 } }] },
  ],
  ['a pipeline', { a: 1 }, [{ $set: { b: { $add: ['$a', 1] } } }, { $unset: 'a' }], { b: 2 }],
  [
    'a pipeline that replaces',
    { a: { c: 3 } },
    [{ $replaceWith: { $mergeObjects: ['$a', { d: 4 }] } }],
    { c: 3, d: 4 },
  ],
  ['$currentDate is no fault', { a: 1 }, { $set: { a: 2 } }, { a: 2 }],
];

test.each(CASES)('updates by %s', async (_name, before, update, after, options) => {
  await things().insertOne({ _id: 1 as never, ...before });
  await things().updateOne({ _id: 1 as never }, update, options);
  const found = await things().findOne({ _id: 1 as never }, { promoteLongs: false });
  const plain = (value: unknown): unknown =>
    value instanceof Long && value.lessThan(2 ** 40) ? value.toNumber() : value;
  expect(Object.entries(found ?? {}).map(([name, value]) => [name, plain(value)])).toEqual(
    Object.entries({ _id: 1, ...after }),
  );
});

const FAULTS: [string, Document, Document | Document[], number][] = [
  ['two operators on one field', { a: 1 }, { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ['a field and what lies below it', { a: {} }, { $set: { a: 1, 'a.b': 1 } }, 40],
  ['a new _id', { a: 1 }, { $set: { _id: 2 } }, 66],
  ['$inc of a string', { a: 'x' }, { $inc: { a: 1 } }, 14],
  ['$inc by a string', { a: 1 }, { $inc: { a: 'x' } }, 14],
  ['a path through a value', { a: 1 }, { $set: { 'a.b': 1 } }, 28],
  ['a name in an array', { a: [] }, { $set: { 'a.b': 1 } }, 28],
  ['$push to a value', { a: 1 }, { $push: { a: 1 } }, 2],
  ['$pop of a value', { a: 1 }, { $pop: { a: 1 } }, 14],
  ['$pop by two', { a: [1] }, { $pop: { a: 2 } }, 9],
  ['an unknown operator', { a: 1 }, { $frob: { a: 1 } }, 9],
  ['an empty name', { a: 1 }, { $set: { '': 1 } }, 56],
  ['an unknown array filter', { a: [1] }, { $set: { 'a.$[x]': 1 } }, 2],
  ['a position without a match', { a: [1] }, { $set: { 'a.$': 1 } }, 2],
  ['$rename onto itself', { a: 1 }, { $rename: { a: 'a' } }, 2],
  ['a stage that updates do not have', { a: 1 }, [{ $match: {} }], 72],
  ['an overflow', { a: Long.MAX_VALUE }, { $inc: { a: 1 } }, 2],
];

test.each(FAULTS)('refuses %s and changes nothing', async (_name, before, update, code) => {
  await things().insertOne({ _id: 1 as never, ...before });
  const refused = things().updateOne({ _id: 1 as never }, update);
  await expect(refused).rejects.toMatchObject({ code });
  expect(await things().findOne({ _id: 1 as never }, { promoteLongs: false })).toEqual({
    _id: 1,
    ...before,
  });
});

test('sets dates and timestamps', async () => {
  await things().insertOne({ _id: 1 as never });
  await things().updateOne({ _id: 1 as never }, {
    $currentDate: { d: true, t: { $type: 'timestamp' } },
  } as never);
  const found = await things().findOne({ _id: 1 as never });
  expect(found?.d).toBeInstanceOf(Date);
  expect(found?.t).toBeInstanceOf(Timestamp);
});

test('takes the position from the filter', async () => {
  await things().insertOne({
    _id: 1 as never,
    l: [
      { k: 'a', v: 1 },
      { k: 'b', v: 2 },
    ],
    n: [4, 8],
  });
  await things().updateOne({ 'l.k': 'b' }, { $set: { 'l.$.v': 20 } });
  await things().updateOne({ l: { $elemMatch: { k: 'a', v: 1 } } }, { $inc: { 'l.$.v': 1 } });
  await things().updateOne({ n: { $gt: 5 } }, { $set: { 'n.$': 0 } });
  expect(await things().findOne()).toMatchObject({
    l: [
      { k: 'a', v: 2 },
      { k: 'b', v: 20 },
    ],
    n: [4, 0],
  });
});

test('counts what it matched and what it changed', async () => {
  await things().insertMany([{ a: 1 }, { a: 1 }, { a: 2 }]);
  expect(await things().updateMany({ a: { $lte: 2 } }, { $set: { a: 2 } })).toMatchObject({
    matchedCount: 3,
    modifiedCount: 2,
  });
  expect(await things().updateOne({ a: 9 }, { $set: { a: 1 } })).toMatchObject({
    matchedCount: 0,
    modifiedCount: 0,
  });
});

const UPSERTS: [string, Document, Document, Document][] = [
  [
    'equalities',
    { a: 1, 'b.c': { $eq: 2 }, d: { $gt: 5 } },
    { $set: { e: 1 } },
    { a: 1, b: { c: 2 }, e: 1 },
  ],
  ['$and', { $and: [{ a: 1 }, { b: { $in: [2] } }] }, { $set: { c: 3 } }, { a: 1, b: 2, c: 3 }],
  [
    '$setOnInsert',
    { _id: 'x' },
    { $setOnInsert: { a: 1 }, $inc: { n: 2 } },
    { _id: 'x', a: 1, n: 2 },
  ],
  ['an object as _id', { _id: { p: 1, q: 2 } }, { $set: { a: 1 } }, { _id: { p: 1, q: 2 }, a: 1 }],
];

test.each(UPSERTS)('makes a document from %s', async (_name, filter, update, expected) => {
  const result = await things().updateOne(filter, update, { upsert: true });
  expect(result).toMatchObject({ matchedCount: 0, upsertedCount: 1 });
  expect(await things().findOne({ _id: result.upsertedId as never })).toMatchObject(expected);
  await things().updateOne(filter, update, { upsert: true });
});

test('makes one document of many upserts at once', async () => {
  await things().createIndex({ key: 1 }, { unique: true }, {});
  await Promise.all(
    Array.from({ length: 30 }, () =>
      things().updateOne({ key: 'k' }, { $inc: { n: 1 } }, { upsert: true }),
    ),
  );
  expect(await things().find().toArray()).toMatchObject([{ key: 'k', n: 30 }]);
  await things().dropIndex('key_1');
});

test('replaces and keeps the _id', async () => {
  await things().insertOne({ _id: 1 as never, a: 1, b: 2 });
  await things().replaceOne({ _id: 1 as never }, { c: 3 });
  expect(await things().findOne()).toEqual({ _id: 1, c: 3 });
  await expect(
    things().replaceOne({ _id: 1 as never }, { _id: 2 as never, c: 3 }),
  ).rejects.toMatchObject({ code: 66 });
  expect(await things().replaceOne({ _id: 9 as never }, { d: 1 }, { upsert: true })).toMatchObject({
    upsertedId: 9,
  });
});

test('finds and changes in one step', async () => {
  await things().insertMany([
    { _id: 1 as never, n: 5, l: [1] },
    { _id: 2 as never, n: 7, l: [2] },
  ]);
  const first = await things().findOneAndUpdate(
    { n: { $gt: 0 } },
    { $inc: { n: 1 } },
    { sort: { n: -1 } },
  );
  expect(first).toEqual({ _id: 2, n: 7, l: [2] });
  const after = await things().findOneAndUpdate({ _id: 2 as never }, { $push: { l: 3 } } as never, {
    returnDocument: 'after',
    projection: { l: 1 },
  });
  expect(after).toEqual({ _id: 2, l: [2, 3] });
  expect(
    await things().findOneAndReplace({ _id: 1 as never }, { x: 1 }, { returnDocument: 'after' }),
  ).toEqual({ _id: 1, x: 1 });
  expect(await things().findOneAndDelete({ _id: 1 as never })).toEqual({ _id: 1, x: 1 });
  expect(await things().findOneAndUpdate({ _id: 1 as never }, { $set: { a: 1 } })).toBeNull();
  const made = await things().findOneAndUpdate(
    { _id: 3 as never },
    { $set: { a: 1 } },
    { upsert: true, includeResultMetadata: true },
  );
  expect(made).toMatchObject({
    value: null,
    lastErrorObject: { n: 1, updatedExisting: false, upserted: 3 },
  });
});

test('deletes one or all, and by index', async () => {
  await things().insertMany(Array.from({ length: 10 }, (_, n) => ({ n: n % 2 })));
  await things().createIndex({ n: 1 });
  expect(await things().deleteOne({ n: 1 })).toMatchObject({ deletedCount: 1 });
  expect(await things().deleteMany({ n: 1 })).toMatchObject({ deletedCount: 4 });
  expect(await things().deleteMany({ n: 7 })).toMatchObject({ deletedCount: 0 });
  expect(await things().countDocuments()).toBe(5);
  await things().dropIndexes();
});

test('carries out a mixed bulk write', async () => {
  const result = await things().bulkWrite([
    { insertOne: { document: { _id: 1 as never, n: 1 } } },
    { updateOne: { filter: { _id: 1 as never }, update: { $inc: { n: 1 } } } },
    { updateOne: { filter: { _id: 2 as never }, update: { $set: { n: 9 } }, upsert: true } },
    { replaceOne: { filter: { _id: 2 as never }, replacement: { n: 10 } } },
    { deleteOne: { filter: { _id: 1 as never } } },
  ]);
  expect(result).toMatchObject({
    insertedCount: 1,
    matchedCount: 2,
    upsertedCount: 1,
    deletedCount: 1,
  });
  expect(await things().find().toArray()).toEqual([{ _id: 2, n: 10 }]);
});

test('keeps a double a double through $inc', async () => {
  await things().insertOne({ _id: 1 as never, a: new Double(1) });
  await things().updateOne({ _id: 1 as never }, { $inc: { a: 1 } });
  const found = await things().findOne({}, { promoteValues: false });
  expect((found?.a as { _bsontype?: string } | undefined)?._bsontype).toBe('Double');
});

test('refuses an array, a pattern and a second time as _id', async () => {
  await expect(things().insertOne({ _id: [1] as never })).rejects.toMatchObject({ code: 53 });
  await expect(things().insertOne({ _id: /x/ as never })).rejects.toMatchObject({ code: 53 });
  await things().insertOne({ _id: 1 as never });
  await expect(things().insertOne({ _id: new Double(1) as never })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { _id: 1 },
  });
});
