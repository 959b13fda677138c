import { Binary } from 'bson';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

let mongo: TestDatabase;

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

/** Every byte there is, zero and what is no text included, in another order and size for each. */
function bytesOf(n: number): Binary {
  return new Binary(Uint8Array.from({ length: n % 7 === 0 ? 0 : 256 + n }, (_, at) => at * n));
}

test.each([
  { limit: 2, before: 90 },
  { limit: 50, before: 90 },
  { limit: 59, before: 90 },
  { limit: 60, before: 90 },
  { limit: 50, before: 3 },
  { limit: 50, before: 0 },
])('answers $limit documents before $before by an index, byte for byte', async (page) => {
  const { limit, before } = page;
  const items = mongo.db.collection<{ _id: number; place: string; n: number; bytes: Binary }>(
    `items-${limit}-${before}`,
  );
  await items.createIndex({ place: 1, n: 1 }, {}, {});
  const documents = Array.from({ length: 100 }, (_, n) => ({
    _id: 1000 - n,
    place: 'here',
    n,
    bytes: bytesOf(n),
  }));
  await items.insertMany(documents);
  const query = items.find({ place: 'here', n: { $lt: before } }).sort({ n: -1 });
  const wanted = documents.slice(Math.max(0, before - limit), before).reverse();
  expect(await query.limit(limit).toArray()).toEqual(wanted);
});

test('goes on behind a batch where another document has the same key', async () => {
  const items = mongo.db.collection<{ _id: number }>('same');
  await items.createIndex({ place: 1 }, {}, {});
  const documents = Array.from({ length: 40 }, (_, _id) => ({ _id, place: 'here' }));
  await items.insertMany(documents);
  const found = await items.find({ place: 'here' }).sort({ place: 1 }).batchSize(7).toArray();
  expect(found).toEqual(documents);
});

test('cuts fields by their whole name', async () => {
  const items = mongo.db.collection<{ _id: number }>('cut');
  const document = { _id: 1, a: 1, ab: [2], é: 'three', 'e\u0301': null, b: { a: 1 }, last: true };
  await items.insertOne({ ...document });
  const one = (projection: Record<string, number>) => items.findOne({}, { projection });
  expect(await one({ a: 0, é: 0 })).toEqual({
    _id: 1,
    ab: [2],
    'e\u0301': null,
    b: { a: 1 },
    last: true,
  });
  expect(await one({ last: 0, _id: 0 })).toEqual({
    a: 1,
    ab: [2],
    é: 'three',
    'e\u0301': null,
    b: { a: 1 },
  });
  expect(await one({ ab: 1, 'e\u0301': 1 })).toEqual({ _id: 1, ab: [2], 'e\u0301': null });
  expect(await one({ _id: 0, absent: 1 })).toEqual({});
  expect(await one({ absent: 0 })).toEqual(document);
});
