import fc from 'fast-check';
import type { Document, Filter, Sort } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

let mongo: TestDatabase;

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

interface Item extends Document {
  _id: number;
}

const small = fc.nat(5);
const fields = fc.record({ a: small, b: fc.array(small, { maxLength: 2 }) });

type Write =
  | { kind: 'insert'; values: object }
  | { kind: 'update'; where: number; values: object }
  | { kind: 'remove'; where: number };

const write: fc.Arbitrary<Write> = fc.oneof(
  fields.map((values) => ({ kind: 'insert' as const, values })),
  fc.tuple(small, fields).map(([where, values]) => ({ kind: 'update' as const, where, values })),
  small.map((where) => ({ kind: 'remove' as const, where })),
);

const QUESTIONS: [Filter<Item>, Sort][] = [
  [{}, { _id: 1 }],
  [{}, { _id: -1 }],
  [{ a: { $gte: 2 } }, { a: 1, _id: 1 }],
  [{ a: { $lt: 4 } }, { a: -1, _id: -1 }],
  [{ a: 3 }, { _id: 1 }],
  [{ b: { $in: [1, 4] } }, { _id: 1 }],
];

test('a transaction sees what it would see if its writes were there already', async () => {
  const own = mongo.db.collection<Item>('own');
  const mirror = mongo.db.collection<Item>('mirror');
  const given = fc.array(fields, { maxLength: 12 });
  const writes = fc.array(write, { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(given, writes, async (before, changes) => {
      await mongo.db.dropDatabase();
      let next = 0;
      const documents = before.map((values) => ({ _id: next++, ...values }));
      for (const collection of [own, mirror]) {
        await collection.createIndexes([
          { key: { a: 1, _id: 1 } },
          { key: { b: 1 } },
          { key: { a: -1 } },
        ]);
        if (documents.length > 0) await collection.insertMany(documents);
      }
      await mongo.client.withSession(async (session) => {
        session.startTransaction();
        for (const change of changes) {
          if (change.kind === 'insert') {
            const document = { _id: next++, ...change.values };
            await own.insertOne(document, { session });
            await mirror.insertOne(document);
          } else if (change.kind === 'update') {
            await own.updateMany({ a: change.where }, { $set: change.values }, { session });
            await mirror.updateMany({ a: change.where }, { $set: change.values });
          } else {
            await own.deleteMany({ b: change.where }, { session });
            await mirror.deleteMany({ b: change.where });
          }
          for (const [filter, sort] of QUESTIONS) {
            // Small batches make scans go on from a place between what is stored and what is new.
            const seen = await own.find(filter, { session }).sort(sort).batchSize(2).toArray();
            expect(seen).toEqual(await mirror.find(filter).sort(sort).toArray());
          }
        }
        await session.commitTransaction();
      });
      expect(await own.find().sort({ _id: 1 }).toArray()).toEqual(
        await mirror.find().sort({ _id: 1 }).toArray(),
      );
      expect(await mongo.db.command({ validate: 'own' })).toMatchObject({
        valid: true,
        errors: [],
      });
    }),
    { numRuns: 25 },
  );
}, 120_000);
