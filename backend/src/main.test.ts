import { chmodSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Report } from './testing/kraken-process.ts';
import { prepareDatabase } from './testing/prepared-database.ts';
import { KrakenProcess, buildForTest, temporaryFolder } from './testing/kraken-process.ts';

// A dozen processes start here one after another, on machines that may be busy with other files.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let build: ReturnType<typeof buildForTest>;
let data: string;
const running: KrakenProcess[] = [];
const folders: string[] = [];

beforeAll(() => {
  build = buildForTest();
});
beforeEach(async () => {
  data = temporaryFolder();
  folders.push(data);
  await prepareDatabase(data);
});
afterAll(async () => {
  await Promise.all(running.map((one) => one.kill()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  build.remove();
});

function start(env: Record<string, string> = {}): KrakenProcess {
  const kraken = new KrakenProcess(build.main, { KRAKEN_DATA: data, ...env });
  running.push(kraken);
  return kraken;
}

/** Why it did not start: the same to its parent and to a person who reads standard error. */
async function refusal(kraken: KrakenProcess): Promise<string> {
  const report: Report = await kraken.report;
  expect(await kraken.ended).toEqual({ code: 1, signal: null });
  if (report.type !== 'failed') throw new Error('it started');
  expect(kraken.complaints).toContain(report.message);
  return report.message;
}

describe('a start', () => {
  it('tells address and set-up link, and again with the same keys and database after kill -9', async () => {
    rmSync(join(data, 'database'), { recursive: true });
    const first = start();
    const report = await first.report;
    expect(report).toMatchObject({
      type: 'ready',
      url: expect.stringMatching(/^http:\/\/localhost:\d+$/) as string,
      setupLink: expect.stringContaining('/setup#token=') as string,
    });
    const keys = readFileSync(join(data, 'secrets.json'), 'utf8');
    expect(statSync(join(data, 'secrets.json')).mode & 0o777).toBe(0o600);
    await first.kill();

    const second = start();
    const url = await second.ready();
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect(readFileSync(join(data, 'secrets.json'), 'utf8')).toBe(keys);
    await second.kill();
  });

  it('refuses wrong variables, all at once, without repeating a secret', async () => {
    const message = await refusal(
      start({
        PORT: '99999',
        PUBLIC_URL: 'ftp://x',
        JWT_SECRET: 'short-secret',
        LIVEKIT_URL: 'x',
        LOG_LEVEL: 'loud',
      }),
    );
    for (const name of ['PORT', 'PUBLIC_URL', 'JWT_SECRET', 'LIVEKIT_URL', 'LOG_LEVEL'])
      expect(message).toContain(name);
    expect(message).not.toContain('short-secret');
  });

  it('refuses secrets that are weak, or equal', async () => {
    expect(await refusal(start({ JWT_SECRET: 'a'.repeat(40) }))).toContain('JWT_SECRET');
    const secret = 'abcdefghijklmnopqrstuvwxyz0123456789';
    const livekit = {
      LIVEKIT_URL: 'wss://x.example',
      LIVEKIT_API_KEY: 'k',
      LIVEKIT_API_SECRET: secret,
    };
    expect(await refusal(start({ JWT_SECRET: secret, ...livekit }))).toContain(
      'equals another secret',
    );
  });

  it('refuses damaged keys rather than signing everyone out', async () => {
    writeFileSync(join(data, 'secrets.json'), '{"jwt":');
    expect(await refusal(start())).toContain('secrets.json');
    expect(readFileSync(join(data, 'secrets.json'), 'utf8')).toBe('{"jwt":');
  });

  it('refuses a data folder that another Kraken holds, and leaves that one alone', async () => {
    const first = start();
    const url = await first.ready();
    expect(await refusal(start())).toContain('in use by another Kraken');
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    await first.kill();
  });

  it('refuses a data folder that a newer Kraken wrote', async () => {
    writeFileSync(join(data, 'format'), '999\n');
    expect(await refusal(start())).toContain('newer Kraken');
  });

  it('refuses a data folder that it cannot write', async () => {
    const file = join(data, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o400);
    expect(await refusal(start({ KRAKEN_DATA: join(file, 'inside') }))).toContain('cannot write');
  });

  it('refuses a port that another program uses', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    expect(await refusal(start({ PORT: String(port) }))).toContain('port is in use');
    other.close();
  });

  it('refuses a MongoDB that is not there', async () => {
    const url = 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300';
    expect(await refusal(start({ MONGODB_URL: url }))).toContain('MONGODB_URL');
  });
});

describe('a stop', () => {
  it('on TERM ends sockets and open requests in order, with code 0, and lets the folder go', async () => {
    const kraken = start();
    const url = await kraken.ready();
    const socket = io(url, {
      auth: { token: 'none' },
      transports: ['polling'],
      reconnection: false,
    });
    await new Promise((resolve) => socket.once('connect_error', resolve));
    // Keeps a connection open that asks nothing any more.
    await (await fetch(`${url}/health`)).text();
    kraken.child.kill('SIGTERM');
    expect(await kraken.ended).toEqual({ code: 0, signal: null });
    await expect(fetch(`${url}/health`)).rejects.toThrow();
    const next = start();
    await next.ready();
    await next.kill();
  });

  it('comes when the parent is gone', async () => {
    const kraken = start();
    await kraken.ready();
    kraken.child.disconnect();
    expect(await kraken.ended).toEqual({ code: 0, signal: null });
  });
});
