import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dispatch } from '../dispatch.ts';
import { Engine } from '../engine.ts';
import { commandFrame } from '../testing/rawClient.ts';
import { readFrame } from '../wire/frames.ts';

let folder: string;
let engine: Engine;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kraken-full-'));
  engine = new Engine(folder);
});

afterEach(() => {
  engine.close();
  rmSync(folder, { recursive: true });
});

const send = (command: object): Record<string, unknown> =>
  dispatch(engine, readFrame(commandFrame({ ...command, $db: 'test' })), 1).fields;

const insert = (n: number): unknown =>
  send({ insert: 'things', documents: [{ _id: n, key: n, text: 'x'.repeat(2000) }] });

test('refuses to write on a full disk, keeps what it had, and goes on when there is room', () => {
  send({
    createIndexes: 'things',
    indexes: [
      { key: { key: 1 }, name: 'key', unique: true },
      { key: { text: 1 }, name: 'text' },
    ],
  });
  for (let n = 0; n < 20; n++) insert(n);
  engine.group.commit();
  const [pages] = engine.connection.all<[number]>('PRAGMA page_count')[0] ?? [0];
  engine.connection.db.exec(`PRAGMA max_page_count = ${pages + 5}`);
  let told: Error | undefined;
  const outcome = (): void => {
    for (let n = 20; n < 60; n++) {
      insert(n);
      engine.group.whenDurable((failure) => (told ??= failure));
    }
  };
  expect(outcome).toThrow(/No space left on device/);
  // Those who had written in the same turn hear of it too.
  expect(told?.message).toMatch(/full/);
  expect(send({ validate: 'things' })).toMatchObject({ valid: true, errors: [], nrecords: 20 });
  engine.connection.db.exec('PRAGMA max_page_count = 1000000');
  expect(insert(20)).toMatchObject({ ok: 1, n: 1 });
  engine.group.commit();
  expect(send({ validate: 'things' })).toMatchObject({ valid: true, nrecords: 21 });
});
