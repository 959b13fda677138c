/* oxlint-disable kraken/max-params -- a table's columns are its parameters */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Collection, Document } from 'mongodb';
import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
const ROUNDS = 8;
const WRITERS = 8;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kraken-crash-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Server {
  readonly url: string;
  kill(): Promise<void>;
}

async function startProcess(): Promise<Server> {
  const args = [CLI, '--dbpath', folder, '--unixSocket', join(folder, 'mongo.sock')];
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim())),
  );
  return {
    url,
    kill: () => {
      child.kill('SIGKILL');
      return exited;
    },
  };
}

interface Acknowledged {
  readonly inserted: Set<string>;
  /** The least value that each counter must have. */
  readonly counters: Map<number, number>;
}

/** Writes without pause until the server is gone, and notes what was acknowledged. */
async function write(
  collection: Collection<Document>,
  writer: number,
  round: number,
  done: Acknowledged,
): Promise<void> {
  for (let n = 0; ; n++) {
    const keys = [0, 1, 2].map((part) => `${round}.${writer}.${n}.${part}`);
    try {
      await collection.insertMany(keys.map((key) => ({ key, round, tags: [writer, n] })));
      for (const key of keys) done.inserted.add(key);
      await collection.updateOne(
        { key: `counter.${writer}` },
        { $inc: { value: 1 }, $set: { round } },
        { upsert: true },
      );
      done.counters.set(writer, (done.counters.get(writer) ?? 0) + 1);
    } catch {
      return;
    }
  }
}

test('loses nothing that was acknowledged when the process is killed under load', async () => {
  const done: Acknowledged = { inserted: new Set(), counters: new Map() };
  for (let round = 0; round < ROUNDS; round++) {
    const server = await startProcess();
    const client = await MongoClient.connect(server.url, {
      retryWrites: false,
      serverSelectionTimeoutMS: 500,
    });
    const collection = client.db('crash').collection<Document>('writes');
    await collection.createIndexes([
      { key: { key: 1 }, unique: true },
      { key: { round: -1, tags: 1 } },
    ]);
    expect(await client.db('crash').command({ validate: 'writes' })).toMatchObject({
      valid: true,
      errors: [],
    });
    const found = new Set(await collection.distinct('key'));
    expect([...done.inserted].filter((key) => !found.has(key))).toEqual([]);
    for (const [writer, least] of done.counters) {
      const counter = await collection.findOne({ key: `counter.${writer}` });
      expect(counter?.value).toBeGreaterThanOrEqual(least);
      // One that was written but not acknowledged counts from here on.
      done.counters.set(writer, Number(counter?.value));
    }
    const before = done.inserted.size;
    const writers = Array.from({ length: WRITERS }, (_, writer) =>
      write(collection, writer, round, done),
    );
    const target = before + 20 + Math.floor(Math.random() * 150);
    await expect
      .poll(() => done.inserted.size, { interval: 1, timeout: 20_000 })
      .toBeGreaterThan(target);
    await server.kill();
    await Promise.all(writers);
    await client.close();
  }
  expect(done.inserted.size).toBeGreaterThan(ROUNDS * 20);
}, 120_000);
