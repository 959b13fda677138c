import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { inProject } from './bootstrap/paths.mjs';
import { choosePort } from './start/port.mjs';

/** A start builds what is stale, which is everything in a fresh clone. */
const patience = { timeout: 120_000 };

/** @type {(() => void | Promise<void>)[]} */
const undo = [];

afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'kraken-start-'));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** @param {string} folder */
function fileIn(folder) {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  return file;
}

/** A run of `npm start`'s script. */
class Start {
  output = '';
  #child;
  /** @type {Promise<number | null>} */
  code;

  /** @param {Record<string, string>} env */
  constructor(env) {
    this.#child = spawn(process.execPath, [inProject('scripts/start.mjs')], {
      env: { ...process.env, NODE_ENV: 'production', LOG_FILE: '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (this.output += text));
    }
    this.code = new Promise((settle) => this.#child.once('close', settle));
    undo.push(() => this.stop());
  }

  /**
   * Waits for a text of the output, and answers what the pattern found.
   * @param {RegExp} pattern
   * @returns {Promise<RegExpMatchArray>}
   */
  says(pattern) {
    return new Promise((settle, fail) => {
      const look = () => {
        const found = this.output.match(pattern);
        if (found !== null) settle(found);
      };
      this.#child.stdout.on('data', look);
      void this.code.then(() => fail(new Error(`ended without ${pattern}:\n${this.output}`)));
      look();
    });
  }

  /** @param {NodeJS.Signals} signal */
  async stop(signal = 'SIGTERM') {
    this.#child.kill(signal);
    await this.code;
  }
}

async function freePort() {
  return String(await choosePort({}));
}

test('prints an address that answers and a set-up link, and stops cleanly', patience, async () => {
  const start = new Start({ KRAKEN_DATA: temporaryFolder(), PORT: await freePort() });
  const [, url = ''] = await start.says(/Kraken is running: {2}(http:\S+)/);
  await start.says(/http:\S+\/setup#token=\S+/);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  const page = await fetch(url, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<div id="root">');

  await start.stop('SIGINT');
  await expect(start.code).resolves.toBe(0);
  await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
});

test('refuses a data folder that another Kraken holds', patience, async () => {
  const KRAKEN_DATA = temporaryFolder();
  const first = new Start({ KRAKEN_DATA, PORT: await freePort() });
  await first.says(/Kraken is running/);
  const second = new Start({ KRAKEN_DATA, PORT: await freePort() });
  await expect(second.code).resolves.toBe(1);
  expect(second.output).toContain(KRAKEN_DATA);
  expect(second.output).not.toMatch(/\n {4}at /);
});

test.each([
  ['below a file', () => join(fileIn(temporaryFolder()), 'data')],
  ['a file', () => fileIn(temporaryFolder())],
  ...(process.platform === 'linux' ? [['below /proc', () => '/proc/kraken/data']] : []),
])('refuses a data folder that is %s', patience, async (_, place) => {
  const start = new Start({ KRAKEN_DATA: /** @type {() => string} */ (place)() });
  await expect(start.code).resolves.toBe(1);
  expect(start.output).toContain('cannot write to its data folder');
  expect(start.output).not.toMatch(/\n {4}at /);
});

test('refuses a named port that another program uses', patience, async () => {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  undo.push(() => new Promise((done) => server.close(() => done())));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const start = new Start({ KRAKEN_DATA: temporaryFolder(), PORT: String(port) });
  await expect(start.code).resolves.toBe(1);
  expect(start.output).toContain(`Port ${port} is used`);
});

test('names every fault of the environment at once', patience, async () => {
  const start = new Start({
    KRAKEN_DATA: temporaryFolder(),
    PORT: await freePort(),
    TRUSTED_PROXIES: 'everyone',
    PUBLIC_URL: 'ftp://example.org',
  });
  await expect(start.code).resolves.toBe(1);
  expect(start.output).toContain('TRUSTED_PROXIES');
  expect(start.output).toContain('PUBLIC_URL');
  expect(start.output).not.toMatch(/\n {4}at /);
});
