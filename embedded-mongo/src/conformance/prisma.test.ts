import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from '@prisma/orm-mongo/config';
import { createMongoControlClient } from '@prisma/orm-mongo/control';
import mongoOrm from '@prisma/orm-mongo/runtime';
import { executeContractEmit } from '@prisma/orm-toolchain/cli/control-api';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';

const SCHEMA = `// use prisma-8

model Author {
  id    ObjectId @id @map("_id")
  name  String
  tags  String[]
  home  Address?
  posts Post[]

  @@map("authors")
  @@unique([name])
}

type Address {
  city String
  zip  String?
}

model Post {
  id       ObjectId @id @map("_id")
  title    String
  likes    Int32
  authorId ObjectId
  author   Author   @relation(fields: [authorId], references: [id])

  @@map("posts")
  @@index([authorId, likes])
}
`;

/** What this test uses of a root of the client; its own types come from a generated file. */
interface Root {
  where(filter: object): Root;
  include(relation: string): Root;
  orderBy(sort: object): Root;
  limit(count: number): Root;
  all(): Promise<Record<string, unknown>[]>;
  first(): Promise<Record<string, unknown> | null>;
  create(values: object): Promise<Record<string, unknown>>;
  update(change: object | ((fields: Record<string, Field>) => unknown[])): Promise<unknown>;
  upsert(values: { create: object; update: object }): Promise<Record<string, unknown>>;
  delete(): Promise<unknown>;
}

interface Field {
  inc(by: number): unknown;
  push(value: unknown): unknown;
}

let mongo: TestDatabase;
let folder: string;
let contract: object;

beforeAll(async () => {
  mongo = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'kraken-prisma-'));
  const schema = join(folder, 'schema.prisma');
  writeFileSync(schema, SCHEMA);
  await executeContractEmit({
    config: defineConfig({ contract: schema }),
    cwd: folder,
    projectDir: folder,
    outputPath: folder,
  });
  contract = JSON.parse(readFileSync(join(folder, 'contract.json'), 'utf8')) as object;
});

afterAll(async () => {
  await mongo.close();
  rmSync(folder, { recursive: true, force: true });
});

async function push(mode: 'plan' | 'apply'): Promise<string[]> {
  const control = createMongoControlClient({ connection: mongo.url.replace('/?', '/test?') });
  try {
    const result = await control.dbUpdate({
      contract,
      mode,
      migrationsDir: join(folder, 'migrations'),
      acceptDataLoss: true,
    });
    if (!result.ok) throw new Error(result.failure.summary);
    return result.value.plan.operations.map(({ id }) => id);
  } finally {
    await control.close();
  }
}

test('Prisma pushes a schema, finds it in place, and queries through it', async () => {
  expect(await push('apply')).toContain('index.posts.create(authorId:1,likes:1)');
  expect(await push('plan')).toEqual([]);
  const { orm } = mongoOrm({ contractJson: contract, mongoClient: mongo.client, dbName: 'test' });
  const { authors, posts } = orm as unknown as { authors: Root; posts: Root };
  const ada = await authors.create({
    _id: new ObjectId().toHexString(),
    name: 'Ada',
    tags: [],
    home: { city: 'London', zip: null },
  });
  const twin = authors.create({
    _id: new ObjectId().toHexString(),
    name: 'Ada',
    tags: [],
    home: null,
  });
  await expect(twin).rejects.toMatchObject({
    message: expect.stringContaining('E11000') as string,
  });
  for (const [likes, title] of ['zero', 'one', 'two'].entries()) {
    await posts.create({ _id: new ObjectId().toHexString(), title, likes, authorId: ada._id });
  }
  await authors.where({ _id: ada._id }).update((fields) => [fields.tags?.push('first')]);
  await posts.where({ title: 'one' }).update((fields) => [fields.likes?.inc(10)]);
  expect(await posts.orderBy({ likes: -1 }).limit(2).all()).toMatchObject([
    { title: 'one', likes: 11 },
    { title: 'two' },
  ]);
  const [withPosts] = await authors.where({ name: 'Ada' }).include('posts').all();
  expect(withPosts).toMatchObject({
    name: 'Ada',
    tags: ['first'],
    home: { city: 'London', zip: null },
  });
  expect(withPosts?.posts).toHaveLength(3);
  const bob = { _id: new ObjectId().toHexString(), name: 'Bob', tags: [], home: null };
  await authors.where({ name: 'Bob' }).upsert({ create: bob, update: { tags: ['again'] } });
  await authors.where({ name: 'Bob' }).upsert({ create: bob, update: { tags: ['again'] } });
  expect(await authors.where({ name: 'Bob' }).first()).toMatchObject({ tags: ['again'] });
  await authors.where({ name: 'Bob' }).delete();
  expect(await authors.all()).toHaveLength(1);
  await expect(mongo.db.collection('authors').insertOne({ name: 5 })).rejects.toMatchObject({
    code: 121,
  });
});
