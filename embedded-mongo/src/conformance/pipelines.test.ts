/* oxlint-disable unicorn/no-thenable -- a name of the query language */
import { Decimal128, Long } from 'mongodb';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

let mongo: TestDatabase;

beforeAll(async () => {
  mongo = await openTestDatabase();
  await mongo.db.collection<Document>('sales').insertMany([
    {
      _id: 1 as never,
      item: 'pen',
      price: 2,
      count: 10,
      at: new Date('2026-01-01T10:00:00Z'),
      tags: ['a', 'b'],
    },
    {
      _id: 2 as never,
      item: 'pen',
      price: 3,
      count: 1,
      at: new Date('2026-01-02T10:00:00Z'),
      tags: [],
    },
    { _id: 3 as never, item: 'ink', price: 5.5, count: 2, at: new Date('2026-02-01T10:00:00Z') },
    {
      _id: 4 as never,
      item: 'pad',
      price: 4,
      count: 7,
      at: new Date('2026-02-03T10:00:00Z'),
      tags: ['b'],
    },
  ]);
  await mongo.db
    .collection<Document>('items')
    .insertMany([
      { _id: 'pen' as never, color: 'blue', parent: 'tools' },
      { _id: 'ink' as never, color: 'black', parent: 'liquids' },
      { _id: 'tools' as never, parent: 'all' },
      { _id: 'all' as never },
    ]);
});

afterAll(() => mongo.close());

const byId = { $sort: { _id: 1 } };

const CASES: [string, Document[], Document[]][] = [
  [
    '$match and $project',
    [{ $match: { item: 'pen' } }, byId, { $project: { price: 1 } }],
    [
      { _id: 1, price: 2 },
      { _id: 2, price: 3 },
    ],
  ],
  [
    '$project with expressions',
    [{ $match: { _id: 1 } }, { $project: { _id: 0, total: { $multiply: ['$price', '$count'] } } }],
    [{ total: 20 }],
  ],
  [
    '$project that leaves out',
    [{ $match: { _id: 3 } }, { $project: { at: 0, tags: 0 } }],
    [{ _id: 3, item: 'ink', price: 5.5, count: 2 }],
  ],
  [
    '$group with sums',
    [{ $group: { _id: '$item', n: { $sum: '$count' }, c: { $sum: 1 } } }, byId],
    [
      { _id: 'ink', n: 2, c: 1 },
      { _id: 'pad', n: 7, c: 1 },
      { _id: 'pen', n: 11, c: 2 },
    ],
  ],
  [
    '$group of all',
    [
      {
        $group: {
          _id: null,
          low: { $min: '$price' },
          high: { $max: '$price' },
          mean: { $avg: '$price' },
        },
      },
    ],
    [{ _id: null, low: 2, high: 5.5, mean: 3.625 }],
  ],
  [
    '$group in order',
    [
      byId,
      {
        $group: {
          _id: '$item',
          first: { $first: '$_id' },
          last: { $last: '$_id' },
          all: { $push: '$_id' },
        },
      },
      byId,
      { $limit: 3 },
      { $skip: 2 },
    ],
    [{ _id: 'pen', first: 1, last: 2, all: [1, 2] }],
  ],
  [
    '$group by an object',
    [{ $group: { _id: { m: { $month: '$at' } }, n: { $count: {} } } }, byId],
    [
      { _id: { m: 1 }, n: 2 },
      { _id: { m: 2 }, n: 2 },
    ],
  ],
  [
    '$addToSet',
    [
      { $group: { _id: null, s: { $addToSet: '$item' } } },
      { $project: { _id: 0, n: { $size: '$s' } } },
    ],
    [{ n: 3 }],
  ],
  [
    '$mergeObjects as accumulator',
    [byId, { $group: { _id: null, m: { $mergeObjects: { x: '$_id' } } } }],
    [{ _id: null, m: { x: 4 } }],
  ],
  [
    '$topN from the library',
    [{ $group: { _id: null, t: { $topN: { n: 2, sortBy: { price: -1 }, output: '$item' } } } }],
    [{ _id: null, t: ['ink', 'pad'] }],
  ],
  [
    '$unwind',
    [{ $unwind: '$tags' }, byId, { $project: { tags: 1 } }],
    [
      { _id: 1, tags: 'a' },
      { _id: 1, tags: 'b' },
      { _id: 4, tags: 'b' },
    ],
  ],
  [
    '$unwind that keeps the empty',
    [
      { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } },
      { $match: { _id: { $gte: 2 } } },
      byId,
      { $project: { tags: 1, i: 1 } },
    ],
    [
      { _id: 2, i: null },
      { _id: 3, i: null },
      { _id: 4, tags: 'b', i: 0 },
    ],
  ],
  [
    '$addFields',
    [
      { $match: { _id: 2 } },
      { $addFields: { 'x.y': '$price', item: '$$REMOVE' } },
      { $project: { x: 1, item: 1 } },
    ],
    [{ _id: 2, x: { y: 3 } }],
  ],
  [
    '$set of a nested object',
    [{ $match: { _id: 2 } }, { $set: { o: { p: '$price', q: 1 } } }, { $project: { o: 1 } }],
    [{ _id: 2, o: { p: 3, q: 1 } }],
  ],
  [
    '$unset',
    [{ $match: { _id: 2 } }, { $unset: ['at', 'tags', 'count'] }],
    [{ _id: 2, item: 'pen', price: 3 }],
  ],
  [
    '$replaceRoot',
    [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { a: '$item' } } }],
    [{ a: 'pen' }],
  ],
  ['$count', [{ $match: { item: 'pen' } }, { $count: 'n' }], [{ n: 2 }]],
  ['$count of nothing', [{ $match: { item: 'x' } }, { $count: 'n' }], []],
  ['$sortByCount', [{ $sortByCount: '$item' }, { $limit: 1 }], [{ _id: 'pen', count: 2 }]],
  [
    '$lookup by field',
    [
      { $match: { _id: { $in: [1, 4] } } },
      byId,
      { $lookup: { from: 'items', localField: 'item', foreignField: '_id', as: 'i' } },
      { $project: { 'i.color': 1 } },
    ],
    [
      { _id: 1, i: [{ color: 'blue' }] },
      { _id: 4, i: [] },
    ],
  ],
  [
    '$lookup by pipeline',
    [
      { $match: { _id: 3 } },
      {
        $lookup: {
          from: 'items',
          let: { w: '$item' },
          pipeline: [{ $match: { $expr: { $eq: ['$_id', '$$w'] } } }, { $project: { color: 1 } }],
          as: 'i',
        },
      },
      { $project: { i: 1 } },
    ],
    [{ _id: 3, i: [{ _id: 'ink', color: 'black' }] }],
  ],
  [
    '$lookup by both',
    [
      { $match: { _id: 1 } },
      {
        $lookup: {
          from: 'items',
          localField: 'item',
          foreignField: '_id',
          pipeline: [{ $project: { parent: 1, _id: 0 } }],
          as: 'i',
        },
      },
      { $project: { i: 1 } },
    ],
    [{ _id: 1, i: [{ parent: 'tools' }] }],
  ],
  [
    '$graphLookup',
    [
      { $match: { _id: 1 } },
      {
        $graphLookup: {
          from: 'items',
          startWith: '$item',
          connectFromField: 'parent',
          connectToField: '_id',
          as: 'up',
          depthField: 'd',
        },
      },
      { $unwind: '$up' },
      { $sort: { 'up.d': 1 } },
      { $project: { 'up._id': 1, 'up.d': 1 } },
    ],
    [
      { _id: 1, up: { _id: 'pen', d: 0 } },
      { _id: 1, up: { _id: 'tools', d: 1 } },
      { _id: 1, up: { _id: 'all', d: 2 } },
    ],
  ],
  [
    '$facet',
    [{ $facet: { a: [{ $count: 'n' }], b: [byId, { $limit: 1 }, { $project: { _id: 1 } }] } }],
    [{ a: [{ n: 4 }], b: [{ _id: 1 }] }],
  ],
  [
    '$unionWith',
    [
      { $match: { _id: 1 } },
      { $project: { _id: 1 } },
      {
        $unionWith: {
          coll: 'items',
          pipeline: [{ $match: { _id: 'pen' } }, { $project: { _id: 1 } }],
        },
      },
    ],
    [{ _id: 1 }, { _id: 'pen' }],
  ],
  [
    '$bucket',
    [{ $bucket: { groupBy: '$price', boundaries: [0, 3, 10], output: { n: { $sum: 1 } } } }],
    [
      { _id: 0, n: 1 },
      { _id: 3, n: 3 },
    ],
  ],
  [
    '$setWindowFields',
    [
      {
        $setWindowFields: {
          sortBy: { _id: 1 },
          output: { run: { $sum: '$count', window: { documents: ['unbounded', 'current'] } } },
        },
      },
      { $project: { run: 1 } },
    ],
    [
      { _id: 1, run: 10 },
      { _id: 2, run: 11 },
      { _id: 3, run: 13 },
      { _id: 4, run: 20 },
    ],
  ],
  ['$sample', [{ $sample: { size: 2 } }, { $count: 'n' }], [{ n: 2 }]],
  ['$collStats', [{ $collStats: { count: {} } }, { $project: { count: 1 } }], [{ count: 4 }]],
];

test.each(CASES)('runs %s', async (_name, pipeline, expected) => {
  expect(await mongo.db.collection('sales').aggregate(pipeline).toArray()).toEqual(expected);
});

const EXPRESSIONS: [string, unknown, unknown][] = [
  ['$add', { $add: [1, 2.5] }, 3.5],
  ['$add of a date', { $add: [new Date(0), 1000] }, new Date(1000)],
  ['$subtract of dates', { $subtract: [new Date(5000), new Date(2000)] }, 3000],
  [
    '$add of decimals',
    { $add: [Decimal128.fromString('0.1'), Decimal128.fromString('0.2')] },
    Decimal128.fromString('0.3'),
  ],
  [
    '$add of longs',
    { $add: [Long.fromString('9007199254740993'), 1] },
    Long.fromString('9007199254740994'),
  ],
  ['$divide', { $divide: [7, 2] }, 3.5],
  ['$mod', { $mod: [7, 3] }, 1],
  ['$abs', { $abs: -4 }, 4],
  ['$round', { $round: [2.5, 0] }, 2],
  ['$trunc', { $trunc: [-2.7, 0] }, -2],
  ['$add of null', { $add: [1, null] }, null],
  ['$cmp across types', { $cmp: ['a', 1] }, 1],
  ['$eq of ids', { $eq: ['$_id', '$_id'] }, true],
  ['$gt of null and missing', { $gt: [null, '$nothing'] }, true],
  ['$and', { $and: [true, 1, ''] }, true],
  ['$or', { $or: [false, 0, null] }, false],
  ['$not', { $not: [0] }, true],
  ['$cond', { $cond: { if: { $gt: ['$n', 3] }, then: 'big', else: 'small' } }, 'big'],
  ['$ifNull', { $ifNull: ['$nothing', 'else'] }, 'else'],
  [
    '$switch',
    { $switch: { branches: [{ case: { $eq: ['$n', 5] }, then: 'five' }], default: 'no' } },
    'five',
  ],
  ['$concat', { $concat: ['a', '$s'] }, 'aword'],
  ['$concat of null', { $concat: ['a', null] }, null],
  ['$toUpper', { $toUpper: '$s' }, 'WORD'],
  ['$substrCP', { $substrCP: ['$s', 1, 2] }, 'or'],
  ['$strLenCP', { $strLenCP: 'é€' }, 2],
  ['$split', { $split: ['a-b', '-'] }, ['a', 'b']],
  ['$trim', { $trim: { input: '  x ' } }, 'x'],
  ['$indexOfCP', { $indexOfCP: ['$s', 'r'] }, 2],
  ['$regexMatch', { $regexMatch: { input: '$s', regex: '^w' } }, true],
  ['$size', { $size: '$l' }, 3],
  ['$arrayElemAt', { $arrayElemAt: ['$l', -1] }, 3],
  ['$first of an array', { $first: '$l' }, 1],
  ['$slice', { $slice: ['$l', 2] }, [1, 2]],
  ['$in', { $in: [2, '$l'] }, true],
  ['$concatArrays', { $concatArrays: ['$l', [4]] }, [1, 2, 3, 4]],
  ['$filter', { $filter: { input: '$l', as: 'e', cond: { $gte: ['$$e', 2] } } }, [2, 3]],
  ['$map', { $map: { input: '$l', as: 'e', in: { $multiply: ['$$e', 2] } } }, [2, 4, 6]],
  [
    '$reduce',
    { $reduce: { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } } },
    6,
  ],
  ['$sum of an array', { $sum: '$l' }, 6],
  ['$max of an array', { $max: '$l' }, 3],
  ['$min of arguments', { $min: [4, 2, null] }, 2],
  ['$setUnion', { $size: { $setUnion: ['$l', [3, 4]] } }, 4],
  ['$setIntersection', { $setIntersection: ['$l', [3, 4]] }, [3]],
  ['$isArray', { $isArray: ['$l'] }, true],
  ['$objectToArray', { $objectToArray: { a: 1 } }, [{ k: 'a', v: 1 }]],
  ['$arrayToObject', { $arrayToObject: [[['a', 1]]] }, { a: 1 }],
  ['$mergeObjects', { $mergeObjects: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }],
  ['$let', { $let: { vars: { x: 2 }, in: { $add: ['$$x', '$n'] } } }, 7],
  ['$literal', { $literal: '$n' }, '$n'],
  ['$type', { $type: '$l' }, 'array'],
  ['$type of missing', { $type: '$nothing' }, 'missing'],
  ['$toString of an id', { $strLenCP: { $toString: '$_id' } }, 24],
  ['$toInt', { $toInt: '42' }, 42],
  ['$year', { $year: '$d' }, 2026],
  ['$dayOfMonth', { $dayOfMonth: '$d' }, 24],
  ['$dateToString', { $dateToString: { date: '$d', format: '%Y-%m-%d' } }, '2026-11-24'],
  ['$dateTrunc', { $dateTrunc: { date: '$d', unit: 'day' } }, new Date('2026-11-24T00:00:00Z')],
  [
    '$dateDiff',
    { $dateDiff: { startDate: new Date(0), endDate: new Date(86400000 * 3), unit: 'day' } },
    3,
  ],
  ['$range', { $range: [0, 3] }, [0, 1, 2]],
  [
    '$zip',
    {
      $zip: {
        inputs: [
          [1, 2],
          ['a', 'b'],
        ],
      },
    },
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ['$reverseArray', { $reverseArray: '$l' }, [3, 2, 1]],
  ['$sortArray', { $sortArray: { input: [3, 1, 2], sortBy: 1 } }, [1, 2, 3]],
  ['$getField', { $getField: { field: 'a.b', input: { $literal: { 'a.b': 1 } } } }, 1],
  ['a path through an array', '$list.a', [1, 2]],
  ['a nested object', { x: { y: '$n' } }, { x: { y: 5 } }],
  ['$pow', { $pow: [2, 10] }, 1024],
  ['$bitAnd', { $bitAnd: [12, 10] }, 8],
];

test.each(EXPRESSIONS)('computes %s', async (_name, expression, expected) => {
  const sources = mongo.db.collection('sources');
  await sources.deleteMany({});
  await sources.insertOne({
    n: 5,
    s: 'word',
    l: [1, 2, 3],
    d: new Date('2026-11-24T12:00:00Z'),
    list: [{ a: 1 }, { a: 2 }],
  });
  const [found] = await sources
    .aggregate([{ $project: { _id: 0, v: expression } }], { promoteLongs: true })
    .toArray();
  expect(found?.v).toEqual(
    expected instanceof Long && !expected.lessThan(2 ** 40) ? found?.v : expected,
  );
});

const FAULTS: [string, Document[], number][] = [
  ['an unknown stage', [{ $frob: 1 }], 40324],
  ['two operators in a stage', [{ $match: {}, $limit: 1 }], 40323],
  ['a stage that is not there', [{ $geoNear: {} }], 115],
  ['change streams', [{ $changeStream: {} }], 115],
  ['$limit of zero', [{ $limit: 0 }], 15958],
  ['$group without _id', [{ $group: { n: { $sum: 1 } } }], 15955],
  ['$out in the middle', [{ $out: 'x' }, { $match: {} }], 40601],
  ['an unknown expression', [{ $project: { a: { $frob: 1 } } }], 168],
  ['division by zero', [{ $project: { a: { $divide: [1, 0] } } }], 2],
  ['an undefined variable', [{ $project: { a: '$$nope' } }], 17276],
];

test.each(FAULTS)('refuses %s', async (_name, pipeline, code) => {
  await expect(mongo.db.collection('sales').aggregate(pipeline).toArray()).rejects.toMatchObject({
    code,
  });
});

test('writes results with $out and $merge', async () => {
  const sales = mongo.db.collection('sales');
  await sales.aggregate([{ $project: { item: 1 } }, { $out: 'copy' }]).toArray();
  expect(await mongo.db.collection('copy').countDocuments()).toBe(4);
  await sales
    .aggregate([{ $match: { _id: 1 } }, { $project: { extra: 'yes' } }, { $merge: 'copy' }])
    .toArray();
  expect(await mongo.db.collection<Document>('copy').findOne({ _id: 1 as never })).toEqual({
    _id: 1,
    item: 'pen',
    extra: 'yes',
  });
});

test('uses variables of the command', async () => {
  const found = await mongo.db
    .collection('sales')
    .aggregate([{ $match: { $expr: { $eq: ['$item', '$$wanted'] } } }, { $count: 'n' }], {
      let: { wanted: 'pen' },
    })
    .toArray();
  expect(found).toEqual([{ n: 2 }]);
});

test('pages through results', async () => {
  const many = mongo.db.collection('many');
  await many.insertMany(Array.from({ length: 1500 }, (_, n) => ({ n })));
  const cursor = many.aggregate([{ $sort: { n: 1 } }, { $set: { m: { $add: ['$n', 1] } } }], {
    batchSize: 100,
  });
  let next = 0;
  for await (const document of cursor) expect(document).toMatchObject({ n: next, m: ++next });
  expect(next).toBe(1500);
});
