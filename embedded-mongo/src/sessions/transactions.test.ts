import type { ClientSession } from 'mongodb';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

let mongo: TestDatabase;

interface Account {
  _id: string;
  balance: number;
}

const accounts = () => mongo.db.collection<Account>('accounts');

beforeAll(async () => {
  mongo = await openTestDatabase();
});

afterAll(() => mongo.close());

beforeEach(async () => {
  await mongo.db.dropDatabase();
  await accounts().createIndex({ balance: 1 });
  await accounts().insertMany([
    { _id: 'ada', balance: 10 },
    { _id: 'bob', balance: 20 },
  ]);
});

async function inTransaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
  const session = mongo.client.startSession();
  try {
    session.startTransaction();
    await work(session);
  } finally {
    await session.endSession();
  }
}

test('shows its writes to itself alone until it commits', async () => {
  await inTransaction(async (session) => {
    await accounts().updateOne({ _id: 'ada' }, { $inc: { balance: 5 } }, { session });
    await accounts().insertOne({ _id: 'cyd', balance: 17 }, { session });
    await accounts().deleteOne({ _id: 'bob' }, { session });
    const own = await accounts()
      .find({ balance: { $gte: 0 } }, { session })
      .sort({ balance: 1 })
      .toArray();
    expect(own.map(({ _id }) => _id)).toEqual(['ada', 'cyd']);
    expect(
      await accounts()
        .find()
        .sort({ balance: 1 })
        .map(({ _id }) => _id)
        .toArray(),
    ).toEqual(['ada', 'bob']);
    await session.commitTransaction();
  });
  expect(await accounts().find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 'ada', balance: 15 },
    { _id: 'cyd', balance: 17 },
  ]);
  expect(await mongo.db.command({ validate: 'accounts' })).toMatchObject({
    valid: true,
    errors: [],
  });
});

test('leaves nothing behind when it is aborted', async () => {
  await inTransaction(async (session) => {
    await accounts().updateMany({}, { $set: { balance: 0 } }, { session });
    await session.abortTransaction();
  });
  expect(await accounts().countDocuments({ balance: 0 })).toBe(0);
});

test('reads what there was when it began', async () => {
  await inTransaction(async (session) => {
    expect(await accounts().countDocuments({}, { session })).toBe(2);
    await accounts().insertOne({ _id: 'cyd', balance: 1 });
    await accounts().updateOne({ _id: 'ada' }, { $set: { balance: 99 } });
    expect(await accounts().countDocuments({}, { session })).toBe(2);
    expect(await accounts().findOne({ _id: 'ada' }, { session })).toMatchObject({ balance: 10 });
    await session.commitTransaction();
  });
});

test('refuses to write what has been written since it began', async () => {
  await inTransaction(async (session) => {
    await accounts().findOne({ _id: 'ada' }, { session });
    await accounts().updateOne({ _id: 'ada' }, { $inc: { balance: 1 } });
    const lost = accounts().updateOne({ _id: 'ada' }, { $inc: { balance: 1 } }, { session });
    await expect(lost).rejects.toMatchObject({
      code: 112,
      errorLabels: ['TransientTransactionError'],
    });
  });
  expect(await accounts().findOne({ _id: 'ada' })).toMatchObject({ balance: 11 });
});

test('lets two transactions that collide both succeed by repeating one', async () => {
  const add = (amount: number): Promise<unknown> =>
    mongo.client.withSession((session) =>
      session.withTransaction(async () => {
        const account = await accounts().findOne({ _id: 'ada' }, { session });
        await accounts().updateOne(
          { _id: 'ada' },
          { $set: { balance: (account?.balance ?? 0) + amount } },
          { session },
        );
      }),
    );
  await Promise.all([add(1), add(10), add(100), add(1000)]);
  expect(await accounts().findOne({ _id: 'ada' })).toMatchObject({ balance: 1121 });
});

test('makes a plain write wait for the transaction that holds the document', async () => {
  await inTransaction(async (session) => {
    await accounts().updateOne({ _id: 'ada' }, { $set: { balance: 100 } }, { session });
    const waiting = accounts().updateOne({ _id: 'ada' }, { $inc: { balance: 1 } });
    await session.commitTransaction();
    await waiting;
  });
  expect(await accounts().findOne({ _id: 'ada' })).toMatchObject({ balance: 101 });
});

test('refuses a duplicate of what it has itself written', async () => {
  await accounts().createIndex({ email: 1 }, { unique: true, sparse: true }, {});
  await inTransaction(async (session) => {
    await accounts().updateOne({ _id: 'ada' }, { $set: { email: 'x' } }, { session });
    const second = accounts().updateOne({ _id: 'bob' }, { $set: { email: 'x' } }, { session });
    await expect(second).rejects.toMatchObject({ code: 11000, keyPattern: { email: 1 } });
  });
  expect(await accounts().countDocuments({ email: { $exists: true } })).toBe(0);
});

test('ends a transaction at its first refusal', async () => {
  await inTransaction(async (session) => {
    await accounts().insertOne({ _id: 'new', balance: 1 }, { session });
    await expect(
      accounts().insertOne({ _id: 'ada', balance: 1 }, { session }),
    ).rejects.toMatchObject({ code: 11000 });
    await expect(session.commitTransaction()).rejects.toMatchObject({ code: 251 });
  });
  expect(await accounts().countDocuments()).toBe(2);
});

test('makes collections and answers a repeated commit alike', async () => {
  await inTransaction(async (session) => {
    await mongo.db.collection('fresh').insertOne({ a: 1 }, { session });
    await session.commitTransaction();
    await session.commitTransaction();
  });
  expect(await mongo.db.collection('fresh').countDocuments()).toBe(1);
});

test('refuses commands that have no place in a transaction', async () => {
  await inTransaction(async (session) => {
    await expect(mongo.db.command({ count: 'accounts' }, { session })).rejects.toMatchObject({
      code: 263,
    });
  });
});
