/* oxlint-disable kraken/max-params -- a table's columns are its parameters */
import fc from 'fast-check';
import { Decimal128, Double, Long, ObjectId } from 'mongodb';
import type { Collection, Document, Sort } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareValues } from '../bson/compare.ts';
import { decode } from '../bson/decode.ts';
import { encodeValue } from '../bson/keys.ts';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';
import { serialize } from 'bson';

let mongo: TestDatabase;

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

/** Few different values of many types, so that they often meet. */
const scalar = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.5, -0.5, 1e300, -1e300, NaN, Infinity, -Infinity, 2 ** 53),
  fc.constantFrom('', 'a', 'ab', 'b', 'a\u0000b', '\u{1F600}', '\uFFFD', 'é'),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom(new Date(0), new Date(-1), new Date(1000)),
  fc.constantFrom(
    new ObjectId('000000000000000000000000'),
    new ObjectId('ffffffffffffffffffffffff'),
  ),
  fc.constantFrom(
    Long.fromString('9007199254740993'),
    Long.fromString('-9007199254740993'),
    Long.fromNumber(1),
  ),
  fc.constantFrom(
    Decimal128.fromString('0.1'),
    Decimal128.fromString('1'),
    Decimal128.fromString('-0.1'),
    Decimal128.fromString('9007199254740992.5'),
  ),
  fc.constant(new Double(1)),
);

const nested = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.record({ b: scalar, c: scalar }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  {
    weight: 1,
    arbitrary: fc.array(fc.record({ b: scalar, c: scalar }, { requiredKeys: [] }), {
      maxLength: 2,
    }),
  },
);

const documents = fc.array(fc.record({ x: nested, y: scalar, z: nested }, { requiredKeys: [] }), {
  minLength: 1,
  maxLength: 25,
});

const condition = fc.oneof(
  scalar,
  scalar.map((value) => ({ $eq: value })),
  scalar.map((value) => ({ $ne: value })),
  fc.record({ $gt: scalar }),
  fc.record({ $lte: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }),
  fc.array(scalar, { maxLength: 3 }).map((values) => ({ $in: values })),
  fc.array(scalar, { maxLength: 2 }).map((values) => ({ $nin: values })),
  fc.boolean().map((value) => ({ $exists: value })),
  fc.record({ $elemMatch: fc.record({ $gte: scalar, $lt: scalar }) }),
  scalar.map((value) => ({ $elemMatch: { b: value } })),
  scalar.map((value) => ({ $not: { $gt: value } })),
);

const path = fc.constantFrom('x', 'y', 'z', 'x.b', 'x.c', 'z.b');

const conjunction: fc.Arbitrary<Document> = fc
  .array(fc.tuple(path, condition), { maxLength: 3 })
  .map((pairs) => Object.fromEntries(pairs));

const filter = fc.oneof(
  { weight: 3, arbitrary: conjunction },
  { weight: 1, arbitrary: fc.tuple(conjunction, conjunction).map(([a, b]) => ({ $or: [a, b] })) },
);

const direction = fc.constantFrom(1, -1);

const indexes = fc.uniqueArray(
  fc.tuple(
    fc.uniqueArray(path, { minLength: 1, maxLength: 3 }),
    fc.array(direction, { minLength: 3, maxLength: 3 }),
  ),
  {
    minLength: 1,
    maxLength: 3,
    selector: ([paths, signs]) => paths.map((each, at) => `${each}${signs[at]}`).join(),
  },
);

const sort = fc.option(fc.tuple(path, direction, fc.boolean()), { nil: undefined });

async function ids(
  collection: Collection,
  query: Document,
  order: Sort,
  limit: number,
): Promise<unknown[]> {
  const found = await collection
    .find(query, { projection: { _id: 1 } })
    .sort(order)
    .limit(limit)
    .toArray();
  return found.map(({ _id }) => _id as unknown);
}

test('an index never changes an answer', async () => {
  const plain = mongo.db.collection('plain');
  const indexed = mongo.db.collection('indexed');
  await fc.assert(
    fc.asyncProperty(
      documents,
      indexes,
      fc.array(fc.tuple(filter, sort, fc.nat(6)), { minLength: 6, maxLength: 10 }),
      async (given, keys, questions) => {
        const all = given.map((each, _id) => ({ _id: _id as never, ...each }));
        await mongo.db.dropDatabase();
        await plain.insertMany(all);
        await indexed.insertOne(all[0] as Document);
        for (const [paths, signs] of keys) {
          const key = Object.fromEntries(paths.map((each, at) => [each, signs[at] as 1 | -1]));
          // Two arrays in one index are refused; such a document then belongs to neither collection.
          await indexed.createIndex(key).catch(() => undefined);
        }
        for (const document of all.slice(1)) {
          await indexed.insertOne(document).catch(() => plain.deleteOne({ _id: document._id }));
        }
        for (const [query, order, limit] of questions) {
          const by: Sort = order ? { [order[0]]: order[1], _id: 1 } : { _id: 1 };
          expect(await ids(indexed, query, by, limit)).toEqual(await ids(plain, query, by, limit));
          expect(await indexed.countDocuments(query)).toBe(await plain.countDocuments(query));
          if (order && !order[2]) {
            const [left, right] = await Promise.all(
              [indexed, plain].map((each) =>
                each
                  .find(query)
                  .sort({ [order[0]]: order[1] })
                  .toArray(),
              ),
            );
            expect(left?.map(({ _id }) => _id).sort()).toEqual(right?.map(({ _id }) => _id).sort());
          }
        }
        expect(await mongo.db.command({ validate: 'indexed' })).toMatchObject({ valid: true });
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test('keys order as values do, and equal values have equal keys', () => {
  const decoded = nested.map((value) => decode(Buffer.from(serialize({ value }))).value);
  fc.assert(
    fc.property(decoded, decoded, (a, b) => {
      const wanted = Math.sign(compareValues(a, b)) || 0;
      expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(wanted);
      expect(Math.sign(Buffer.compare(encodeValue(a, true), encodeValue(b, true)))).toBe(
        -wanted || 0,
      );
    }),
    { numRuns: 5000 },
  );
});
