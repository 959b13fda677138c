/* oxlint-disable kraken/max-params -- a table's columns are its parameters */
import {
  Binary,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

interface Item {
  _id: number;
  [field: string]: unknown;
}

let mongo: TestDatabase;

const DOCUMENTS: Item[] = [
  { _id: 1, a: 1, s: 'apple', tags: ['x', 'y'], n: { m: 5 } },
  { _id: 2, a: 2.5, s: 'Banana', tags: ['y'], n: { m: 6, k: null } },
  { _id: 3, a: Long.fromString('9007199254740993'), s: 'cherry', tags: [] },
  {
    _id: 4,
    a: Decimal128.fromString('2.5'),
    s: 'date',
    list: [
      { q: 1, w: 1 },
      { q: 2, w: 3 },
    ],
  },
  { _id: 5, a: null, s: null, list: [{ q: 1, w: 3 }] },
  { _id: 6, s: 'éclair', tags: 'x' },
  { _id: 7, a: [1, 5, 9], n: [{ m: 5 }, { m: 9 }], tags: [['x'], 'z'] },
  { _id: 8, a: new Date(1000), s: 'apple pie', flag: true },
  { _id: 9, a: new ObjectId('5f0000000000000000000001'), flag: false, list: [3, 7, 12] },
  { _id: 10, a: NaN, u: new UUID('00112233-4455-6677-8899-aabbccddeeff') },
  { _id: 11, a: new MinKey(), s: 'min' },
  { _id: 12, a: new MaxKey(), s: 'max' },
  { _id: 13, a: { x: 1, y: 2 }, n: { m: [5, 7] } },
  { _id: 14, a: new Timestamp({ t: 5, i: 1 }), b: new Binary(Buffer.from([1, 2, 3])) },
  { _id: 15, a: -1, deep: { er: [{ est: [1, 2] }, { est: [3] }] } },
];

beforeAll(async () => {
  mongo = await openTestDatabase();
  await mongo.db.collection<Item>('plain').insertMany(DOCUMENTS);
  const indexed = mongo.db.collection<Item>('indexed');
  await indexed.insertMany(DOCUMENTS);
  for (const key of ['a', 's', 'tags', 'n.m', 'list.q', 'deep.er.est', 'flag'])
    await indexed.createIndex({ [key]: 1 });
  await indexed.createIndex({ s: -1, a: 1 });
});

afterAll(() => mongo.close());

type Case = [name: string, filter: Record<string, unknown>, ids: number[]];

const CASES: Case[] = [
  ['everything', {}, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
  ['a number, and arrays that hold it', { a: 1 }, [1, 7]],
  ['a double equal to a decimal', { a: 2.5 }, [2, 4]],
  ['a decimal equal to a double', { a: Decimal128.fromString('2.50') }, [2, 4]],
  ['a long beyond the doubles', { a: Long.fromString('9007199254740993') }, [3]],
  ['a long next to it', { a: Long.fromString('9007199254740992') }, []],
  ['null and missing', { a: null }, [5, 6]],
  [
    'null through a missing parent',
    { 'n.m': null },
    [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15].filter((id) => ![1, 2, 13].includes(id)),
  ],
  [
    'null of a subfield',
    { 'n.k': null },
    [1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 2].sort((x, y) => x - y),
  ],
  ['a NaN', { a: NaN }, [10]],
  ['a date', { a: new Date(1000) }, [8]],
  ['an id', { a: new ObjectId('5f0000000000000000000001') }, [9]],
  ['a timestamp', { a: new Timestamp({ t: 5, i: 1 }) }, [14]],
  ['a binary', { b: new Binary(Buffer.from([1, 2, 3])) }, [14]],
  ['a uuid', { u: new UUID('00112233-4455-6677-8899-aabbccddeeff') }, [10]],
  ['an object as it is', { a: { x: 1, y: 2 } }, [13]],
  ['an object in another order', { a: { y: 2, x: 1 } }, []],
  ['an array as it is', { a: [1, 5, 9] }, [7]],
  ['an array inside an array', { tags: ['x'] }, [7]],
  ['an empty array', { tags: [] }, [3]],
  ['a boolean', { flag: false }, [9]],
  ['$eq', { s: { $eq: 'apple' } }, [1]],
  ['$ne with missing', { flag: { $ne: true } }, [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15]],
  ['$ne of an element', { tags: { $ne: 'y' } }, [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
  ['$ne null', { s: { $ne: null } }, [1, 2, 3, 4, 6, 8, 11, 12]],
  ['$gt of numbers only', { a: { $gt: 2 } }, [2, 3, 4, 7]],
  ['$gte', { a: { $gte: 2.5 } }, [2, 3, 4, 7]],
  ['$lt without NaN', { a: { $lt: 2 } }, [1, 7, 15]],
  ['$lte', { a: { $lte: -1 } }, [15]],
  ['a range', { a: { $gt: 1, $lt: 5 } }, [2, 4, 7]],
  ['a range that two elements meet', { a: { $gt: 5, $lt: 2 } }, [7]],
  ['$gte null', { a: { $gte: null } }, [5, 6]],
  ['$gt null', { a: { $gt: null } }, []],
  ['$gt of MinKey', { s: { $gt: new MinKey() } }, DOCUMENTS.map(({ _id }) => _id)],
  ['$lt of strings by code point', { s: { $lt: 'apple' } }, [2]],
  ['$gt of strings beyond ASCII', { s: { $gt: 'min' } }, [6]],
  ['$gt of dates', { a: { $gt: new Date(0) } }, [8]],
  ['$gte of an object', { a: { $gte: { x: 1 } } }, [13]],
  ['$in', { a: { $in: [1, 'z', null] } }, [1, 5, 6, 7]],
  ['$in of nothing', { a: { $in: [] } }, []],
  ['$in with a pattern', { s: { $in: [/^app/, 'max'] } }, [1, 8, 12]],
  ['$nin', { flag: { $nin: [true, null] } }, [9]],
  ['$nin of elements', { tags: { $nin: ['x'] } }, [2, 3, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15]],
  ['$exists', { flag: { $exists: true } }, [8, 9]],
  ['$exists of null', { s: { $exists: true } }, [1, 2, 3, 4, 5, 6, 8, 11, 12]],
  ['not $exists', { s: { $exists: false } }, [7, 9, 10, 13, 14, 15]],
  ['$exists below an array', { 'list.q': { $exists: true } }, [4, 5]],
  ['$type by name', { a: { $type: 'date' } }, [8]],
  ['$type number', { a: { $type: 'number' } }, [1, 2, 3, 4, 7, 10, 15]],
  ['$type by number', { a: { $type: 18 } }, [3]],
  ['$type of an array', { a: { $type: 'array' } }, [7]],
  ['$type of several', { a: { $type: ['null', 'objectId'] } }, [5, 9]],
  ['$size', { tags: { $size: 2 } }, [1, 7]],
  ['$size of nothing', { tags: { $size: 0 } }, [3]],
  ['$all', { tags: { $all: ['x', 'y'] } }, [1]],
  ['$all of one', { tags: { $all: ['x'] } }, [1, 6]],
  [
    '$all with $elemMatch',
    { list: { $all: [{ $elemMatch: { q: 1 } }, { $elemMatch: { w: 3 } }] } },
    [4, 5],
  ],
  ['$elemMatch of objects', { list: { $elemMatch: { q: 1, w: 3 } } }, [5]],
  ['$elemMatch of values', { list: { $elemMatch: { $gt: 5, $lt: 10 } } }, [9]],
  ['$elemMatch unlike two conditions', { 'list.q': 1, 'list.w': 3 }, [4, 5]],
  ['a dotted path', { 'n.m': 5 }, [1, 7, 13]],
  ['a dotted path by index', { 'n.0.m': 5 }, [7]],
  ['an element by index', { 'a.1': 5 }, [7]],
  ['a path through two arrays', { 'deep.er.est': 3 }, [15]],
  ['a range through two arrays', { 'deep.er.est': { $gt: 2 } }, [15]],
  ['a pattern', { s: /^ap/ }, [1, 8]],
  ['a pattern without case', { s: { $regex: '^b', $options: 'i' } }, [2]],
  ['a pattern in the middle', { s: { $regex: 'an' } }, [2]],
  ['a pattern over elements', { tags: /^z/ }, [7]],
  ['not a pattern', { s: { $not: /a/ } }, [5, 7, 9, 10, 13, 14, 15, 3, 11].sort((x, y) => x - y)],
  ['$not of a range', { a: { $not: { $gt: 0 } } }, [5, 6, 8, 9, 10, 11, 12, 13, 14, 15]],
  ['$mod', { _id: { $mod: [4, 1] } }, [1, 5, 9, 13]],
  ['$bitsAllSet', { _id: { $bitsAllSet: 6 } }, [6, 7, 14, 15]],
  [
    '$bitsAnyClear',
    { _id: { $bitsAnyClear: [0, 1, 2] } },
    [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14],
  ],
  ['$and', { $and: [{ a: 1 }, { s: 'apple' }] }, [1]],
  ['$or', { $or: [{ a: 1 }, { flag: true }, { s: 'max' }] }, [1, 7, 8, 12]],
  ['$or beside a field', { $or: [{ a: 1 }, { flag: true }], s: { $exists: true } }, [1, 8]],
  ['$nor', { $nor: [{ s: { $exists: true } }, { a: { $exists: true } }] }, []],
  ['$expr', { $expr: { $gt: ['$n.m', 5] } }, [2, 7, 13]],
  ['$expr with a constant', { $expr: { $eq: ['$_id', { $add: [1, 2] }] } }, [3]],
  [
    '$jsonSchema',
    { $jsonSchema: { required: ['flag'], properties: { flag: { bsonType: 'bool' } } } },
    [8, 9],
  ],
  ['$comment', { a: 1, $comment: 'why' }, [1, 7]],
  ['a double that is whole', { _id: new Double(3) }, [3]],
];

describe.each(['plain', 'indexed'])('in a collection that is %s', (name) => {
  test.each(CASES)('finds %s', async (_name, filter, ids) => {
    const found = await mongo.db.collection<Item>(name).find(filter).sort({ _id: 1 }).toArray();
    expect(found.map(({ _id }) => _id)).toEqual(ids);
    expect(await mongo.db.collection<Item>(name).countDocuments(filter)).toBe(ids.length);
  });

  test('sorts values of all types in their order', async () => {
    const found = await mongo.db
      .collection<Item>(name)
      .find({}, { projection: { a: 1 } })
      .sort({ a: 1, _id: 1 })
      .toArray();
    expect(found.map(({ _id }) => _id)).toEqual([
      11, 5, 6, 10, 15, 1, 7, 2, 4, 3, 13, 9, 8, 14, 12,
    ]);
    const back = await mongo.db.collection<Item>(name).find().sort({ a: -1, _id: 1 }).toArray();
    expect(back.map(({ _id }) => _id)).toEqual([12, 14, 8, 9, 13, 3, 7, 2, 4, 1, 15, 10, 5, 6, 11]);
  });

  test('sorts by two fields, one backward', async () => {
    const found = await mongo.db
      .collection<Item>(name)
      .find({ s: { $gt: '' } })
      .sort({ s: -1, a: 1 })
      .limit(4)
      .toArray();
    expect(found.map(({ s }) => s)).toEqual(['éclair', 'min', 'max', 'date']);
  });

  test('skips and limits in order', async () => {
    const found = await mongo.db
      .collection<Item>(name)
      .find()
      .sort({ _id: -1 })
      .skip(3)
      .limit(2)
      .toArray();
    expect(found.map(({ _id }) => _id)).toEqual([12, 11]);
  });

  test('tells distinct values apart by value', async () => {
    expect(await mongo.db.collection<Item>(name).distinct('tags')).toEqual(['x', 'y', 'z', ['x']]);
    expect(await mongo.db.collection<Item>(name).distinct('n.m')).toEqual([5, 6, 7, 9]);
  });
});

const FAULTS: [string, Record<string, unknown>, number][] = [
  ['an unknown operator', { a: { $frob: 1 } }, 2],
  ['an unknown operator at the top', { $frob: [] }, 2],
  ['$in without an array', { a: { $in: 1 } }, 2],
  ['$and without an array', { $and: {} }, 2],
  ['an empty $or', { $or: [] }, 2],
  ['$size of a string', { a: { $size: 'x' } }, 2],
  ['$mod by zero', { a: { $mod: [0, 1] } }, 2],
  ['an unknown type', { a: { $type: 'frob' } }, 2],
  ['a broken pattern', { a: { $regex: '(' } }, 51091],
  ['$where', { $where: 'true' }, 115],
  ['$text', { $text: { $search: 'x' } }, 115],
  ['$near', { a: { $near: [1, 2] } }, 115],
  ['an unknown expression', { $expr: { $frob: 1 } }, 168],
  ['an unknown schema keyword', { $jsonSchema: { frob: 1 } }, 9],
];

test.each(FAULTS)('refuses %s', async (_name, filter, code) => {
  await expect(mongo.db.collection('plain').find(filter).toArray()).rejects.toMatchObject({ code });
});

const PROJECTIONS: [
  string,
  Record<string, unknown>,
  Record<string, unknown>,
  Record<string, unknown>,
][] = [
  ['inclusion', { _id: 4 }, { s: 1 }, { _id: 4, s: 'date' }],
  ['inclusion without _id', { _id: 4 }, { s: 1, _id: 0 }, { s: 'date' }],
  ['exclusion', { _id: 1 }, { tags: 0, n: 0 }, { _id: 1, a: 1, s: 'apple' }],
  ['exclusion of _id alone', { _id: 15 }, { _id: 0, deep: 0 }, { a: -1 }],
  ['a path below an array', { _id: 4 }, { 'list.q': 1 }, { _id: 4, list: [{ q: 1 }, { q: 2 }] }],
  ['a nested inclusion', { _id: 1 }, { n: { m: 1 }, _id: 0 }, { n: { m: 5 } }],
  [
    'a path excluded',
    { _id: 2 },
    { 'n.m': 0, tags: 0, a: 0 },
    { _id: 2, s: 'Banana', n: { k: null } },
  ],
  ['$slice', { _id: 7 }, { a: { $slice: 2 }, n: 0, tags: 0 }, { _id: 7, a: [1, 5] }],
  [
    '$slice from the end',
    { _id: 9 },
    { list: { $slice: -1 }, a: 0 },
    { _id: 9, flag: false, list: [12] },
  ],
  [
    '$slice with skip',
    { _id: 9 },
    { list: { $slice: [1, 1] }, a: 0 },
    { _id: 9, flag: false, list: [7] },
  ],
  [
    '$elemMatch',
    { _id: 4 },
    { list: { $elemMatch: { w: 3 } } },
    { _id: 4, list: [{ q: 2, w: 3 }] },
  ],
  ['a position', { _id: 4, 'list.w': 3 }, { 'list.$': 1 }, { _id: 4, list: [{ q: 2, w: 3 }] }],
  [
    'an expression',
    { _id: 1 },
    { _id: 0, twice: { $multiply: ['$a', 2] }, name: '$s' },
    { twice: 2, name: 'apple' },
  ],
  ['a missing field', { _id: 1 }, { nothing: 1 }, { _id: 1 }],
];

test.each(PROJECTIONS)('projects %s', async (_name, filter, projection, expected) => {
  expect(await mongo.db.collection<Item>('plain').findOne(filter, { projection })).toEqual(
    expected,
  );
});

test('refuses a projection that both includes and excludes', async () => {
  const mixed = mongo.db
    .collection('plain')
    .find({}, { projection: { a: 1, s: 0 } })
    .toArray();
  await expect(mixed).rejects.toMatchObject({ code: 31254 });
});

test('gives back every type as it came', async () => {
  const types = mongo.db.collection('types');
  const before = {
    int: 5,
    double: new Double(5),
    long: Long.fromNumber(5),
    decimal: Decimal128.fromString('5.00'),
    date: new Date(-62135596800000),
    order: { z: 1, a: 2 },
    nested: [[], {}, [null]],
  };
  const { insertedId } = await types.insertOne(before);
  await types.updateOne({ _id: insertedId }, { $set: { touched: true } });
  const after = await types.findOne(
    { _id: insertedId },
    { promoteValues: false, promoteLongs: false },
  );
  expect(Object.keys(after ?? {})).toEqual([
    '_id',
    'int',
    'double',
    'long',
    'decimal',
    'date',
    'order',
    'nested',
    'touched',
  ]);
  expect((after?.double as { _bsontype?: string } | undefined)?._bsontype).toBe('Double');
  expect((after?.int as { _bsontype?: string } | undefined)?._bsontype).toBe('Int32');
  expect(after?.long).toBeInstanceOf(Long);
  expect(String(after?.decimal)).toBe('5.00');
  expect(after?.date).toEqual(before.date);
  expect(Object.keys(after?.order as object)).toEqual(['z', 'a']);
  expect(JSON.stringify(after?.nested)).toBe('[[],{},[null]]');
});
