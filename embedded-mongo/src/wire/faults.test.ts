import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { serialize } from 'bson';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataFolderInUseError, NewerFormatError, startEmbeddedMongo } from '../index.ts';
import type { TestDatabase } from '../testing/database.ts';
import { openTestDatabase } from '../testing/database.ts';
import { commandFrame, openSocket } from '../testing/rawClient.ts';

let mongo: TestDatabase;

beforeEach(async () => {
  mongo = await openTestDatabase();
});

afterEach(() => mongo.close());

const open = (): Promise<Socket> => openSocket(join(mongo.folder, 'mongo.sock'));

const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.once('close', () => resolve()));

const ping = { ping: 1, $db: 'admin' };

const MALFORMED: [string, Buffer][] = [
  ['a frame that is too long', commandFrame(ping, (frame) => frame.writeInt32LE(50_000_000, 0))],
  ['a frame that is too short', commandFrame(ping, (frame) => frame.writeInt32LE(4, 0))],
  ['a negative length', commandFrame(ping, (frame) => frame.writeInt32LE(-1, 0))],
  ['an unknown operation', commandFrame(ping, (frame) => frame.writeInt32LE(9999, 12))],
  ['an unknown flag', commandFrame(ping, (frame) => frame.writeInt32LE(4, 16))],
  ['an unknown section', commandFrame(ping, (frame) => frame.writeUInt8(7, 20))],
  ['a body that is cut off', commandFrame(ping, (frame) => frame.writeInt32LE(5000, 21))],
  ['a body with an unknown type', commandFrame(ping, (frame) => frame.writeUInt8(0x55, 25))],
  ['a body without a database', commandFrame({ ping: 1 })],
  ['text', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
];

test.each(MALFORMED)('closes a connection that sends %s, and no other', async (_name, bytes) => {
  const socket = await open();
  const end = closed(socket);
  socket.on('error', () => undefined);
  socket.write(bytes);
  await end;
  expect(await mongo.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('reads frames that arrive in pieces, and several at once', async () => {
  const socket = await open();
  const frame = commandFrame(ping);
  let received = 0;
  const answers = new Promise<void>((resolve) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      bytes = Buffer.concat([bytes, chunk]);
      while (bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0)) {
        bytes = bytes.subarray(bytes.readInt32LE(0));
        if (++received === 3) resolve();
      }
    });
  });
  for (const byte of frame) socket.write(Buffer.of(byte));
  socket.write(Buffer.concat([frame, frame]));
  await answers;
  expect(received).toBe(3);
  socket.destroy();
});

test('refuses broken documents without storing them', async () => {
  const socket = await open();
  const inner = Buffer.from(serialize({ _id: 1, a: { b: 'text' } }));
  inner.writeInt32LE(500, inner.indexOf('b\0') + 2);
  const body = Buffer.from(serialize({ insert: 'broken', $db: 'test' }));
  const section = Buffer.concat([Buffer.from([1, 0, 0, 0, 0]), Buffer.from('documents\0'), inner]);
  section.writeInt32LE(section.length - 1, 1);
  const frame = Buffer.concat([Buffer.alloc(20), Buffer.of(0), body, section]);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(2013, 12);
  const answered = new Promise<Buffer>((resolve) => socket.once('data', resolve));
  socket.write(frame);
  expect((await answered).includes('Invalid BSON')).toBe(true);
  expect(await mongo.db.collection('broken').countDocuments()).toBe(0);
  socket.destroy();
});

test('makes a socket that is open to its owner alone', () => {
  expect(statSync(join(mongo.folder, 'mongo.sock')).mode & 0o777).toBe(0o600);
});

test('refuses a folder that is in use', async () => {
  const second = startEmbeddedMongo({ path: mongo.folder, listen: { host: '127.0.0.1', port: 0 } });
  await expect(second).rejects.toThrow(DataFolderInUseError);
  expect(await mongo.db.command({ ping: 1 })).toMatchObject({ ok: 1 });
});

test('refuses to listen beyond this machine', async () => {
  const path = mkdtempSync(join(tmpdir(), 'kraken-mongo-'));
  await expect(startEmbeddedMongo({ path, listen: { host: '0.0.0.0', port: 0 } })).rejects.toThrow(
    /loopback/,
  );
  rmSync(path, { recursive: true });
});

test('refuses what a later version wrote', async () => {
  const path = mkdtempSync(join(tmpdir(), 'kraken-mongo-'));
  const file = new DatabaseSync(join(path, 'store.sqlite'));
  file.exec('PRAGMA user_version = 999');
  file.close();
  await expect(
    startEmbeddedMongo({ path, listen: { host: '127.0.0.1', port: 0 } }),
  ).rejects.toThrow(NewerFormatError);
  rmSync(path, { recursive: true });
});

test('removes a socket file that nobody listens on', async () => {
  const path = mkdtempSync(join(tmpdir(), 'kraken-mongo-'));
  const socket = join(path, 'stale.sock');
  const script = `require('node:net').createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, 'SIGKILL'))`;
  spawnSync(process.execPath, ['-e', script]);
  const wasThere = existsSync(socket);
  const server = await startEmbeddedMongo({ path, listen: { socket } });
  expect(wasThere).toBe(true);
  await server.close();
  rmSync(path, { recursive: true });
});

test('leaves a socket alone that somebody listens on', async () => {
  const path = mkdtempSync(join(tmpdir(), 'kraken-mongo-'));
  const socket = join(path, 'taken.sock');
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(socket, () => resolve()));
  await expect(startEmbeddedMongo({ path, listen: { socket } })).rejects.toThrow(/EADDRINUSE/);
  other.close();
  rmSync(path, { recursive: true });
});

test('serves loopback TCP', async () => {
  const path = mkdtempSync(join(tmpdir(), 'kraken-mongo-'));
  const server = await startEmbeddedMongo({ path, listen: { host: '127.0.0.1', port: 0 } });
  expect(server.url).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+\//);
  await server.close();
  await server.close();
  rmSync(path, { recursive: true });
});
