import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnv } from '../../env.ts';
import { connectMongo, connectRunningMongo, withDatabase } from './connect.ts';

it.each([
  [
    'mongodb://%2Ftmp%2Fx.sock/?directConnection=true',
    'mongodb://%2Ftmp%2Fx.sock/kraken?directConnection=true',
  ],
  ['mongodb://a:1,b:2', 'mongodb://a:1,b:2/kraken'],
  ['mongodb://a,b/other?replicaSet=rs', 'mongodb://a,b/kraken?replicaSet=rs'],
  ['mongodb://me:pw@a/', 'mongodb://me:pw@a/kraken?authSource=admin'],
  ['mongodb+srv://me:pw@a/users?w=1', 'mongodb+srv://me:pw@a/kraken?w=1&authSource=users'],
  ['mongodb://me:pw@a/x?authSource=y', 'mongodb://me:pw@a/kraken?authSource=y'],
])('names the database in %s', (given, named) => {
  expect(withDatabase(given, 'kraken')).toBe(named);
});

it('starts the embedded store in a folder whose path is too long for a socket', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-long-'));
  const env = readEnv({ KRAKEN_DATA: join(folder, 'x'.repeat(120)) });
  const connection = await connectMongo(env);
  const beside = await connectRunningMongo(env);
  expect(await beside.mongo.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
  await beside.close();
  await connection.close();
  rmSync(folder, { recursive: true });
});
