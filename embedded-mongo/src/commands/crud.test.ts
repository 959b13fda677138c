import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

let mongo: TestDatabase;

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

beforeEach(() => mongo.db.dropDatabase());

test('refuses a second document with the same unique compound key, naming pattern and value', async () => {
  const messages = mongo.db.collection('messages');
  await messages.createIndex({ channelId: 1, seq: 1 }, { unique: true }, {});
  await messages.insertOne({ channelId: 'a', seq: 1 });
  await messages.insertOne({ channelId: 'b', seq: 1 });
  await expect(messages.insertOne({ channelId: 'a', seq: 1 })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { channelId: 1, seq: 1 },
    keyValue: { channelId: 'a', seq: 1 },
  });
  expect(await messages.countDocuments()).toBe(2);
});

test('stops an ordered batch at the first refusal and passes over it when unordered', async () => {
  const items = mongo.db.collection<{ _id: number }>('items');
  const batch = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
  await expect(items.insertMany(batch)).rejects.toMatchObject({ code: 11000 });
  expect(await items.countDocuments()).toBe(1);
  await expect(items.insertMany(batch, { ordered: false })).rejects.toMatchObject({ code: 11000 });
  expect(await items.distinct('_id')).toEqual([1, 2]);
});

test('keeps what was written over a restart', async () => {
  await mongo.db.collection('kept').insertOne({ word: 'yes' });
  mongo = await mongo.restart();
  expect(await mongo.db.collection('kept').findOne()).toMatchObject({ word: 'yes' });
});

test('refuses what it does not know by name and code', async () => {
  await expect(mongo.db.command({ frobnicate: 1 })).rejects.toMatchObject({ code: 59 });
  await expect(mongo.db.createCollection('c', { capped: true, size: 1000 })).rejects.toMatchObject({
    code: 115,
  });
});
