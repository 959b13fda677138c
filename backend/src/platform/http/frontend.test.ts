import { fastify } from 'fastify';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, expect, it } from 'vitest';
import { serveFrontend } from './frontend.ts';

const folder = mkdtempSync(join(tmpdir(), 'kraken-client-'));
mkdirSync(join(folder, 'assets'));
const page = '<!doctype html><title>Kraken</title>';
const script = 'console.log(1);'.repeat(100);
writeFileSync(join(folder, 'index.html'), page);
writeFileSync(join(folder, 'index.html.br'), brotliCompressSync(page));
writeFileSync(join(folder, 'assets', 'main-abc.js'), script);
writeFileSync(join(folder, 'assets', 'main-abc.js.br'), brotliCompressSync(script));
writeFileSync(join(folder, 'assets', 'main-abc.js.gz'), gzipSync(script));
writeFileSync(join(folder, 'favicon.svg'), '<svg/>');

const server = fastify();
serveFrontend(server, folder);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
const html = { accept: 'text/html,*/*' };

it('serves the page for every navigation, to be asked for anew each time', async () => {
  for (const url of ['/', '/index.html', '/setup', '/channels/1/2?x=1', '/apiary']) {
    const answer = await get(url, html);
    expect([answer.statusCode, answer.body], url).toEqual([200, page]);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
    });
  }
});

it('opens the front door to whoever knocks, not only to browsers', async () => {
  expect((await get('/', { accept: '*/*' })).body).toBe(page);
  expect((await get('/setup', { accept: '*/*' })).statusCode).toBe(404);
});

it('serves hashed files for ever, in the smallest encoding that is understood', async () => {
  const cases = [
    ['gzip, deflate, br', 'br', brotliCompressSync(script)],
    ['gzip', 'gzip', gzipSync(script)],
    ['br;q=0, gzip', 'gzip', gzipSync(script)],
    ['', undefined, Buffer.from(script)],
  ] as const;
  for (const [accepted, encoding, bytes] of cases) {
    const answer = await get('/assets/main-abc.js', { 'accept-encoding': accepted });
    expect(answer.rawPayload.equals(bytes), accepted).toBe(true);
    expect(answer.headers['content-encoding']).toBe(encoding);
    expect(answer.headers['content-length']).toBe(String(bytes.length));
    expect(answer.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-type': 'text/javascript; charset=utf-8',
      vary: 'accept-encoding',
    });
  }
});

it('answers 304 to who holds the file, and HEAD without the file', async () => {
  const first = await get('/favicon.svg');
  const again = await get('/favicon.svg', { 'if-none-match': String(first.headers.etag) });
  expect([again.statusCode, again.body]).toEqual([304, '']);
  const head = await server.inject({ method: 'HEAD', url: '/favicon.svg' });
  expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', '6']);
});

it.each(['/api/x', '/api', '/socket.io/x', '/assets/none.js'])(
  'answers a problem for %s',
  async (url) => {
    const answer = await get(url, html);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-found']);
  },
);

it.each([
  '/nothing.png',
  '/../package.json',
  '/%2e%2e/package.json',
  '/index.html.br',
  '/assets/',
  '/.git/config',
])('does not know %s', async (url) => {
  expect((await get(url)).statusCode).toBe(404);
});

it('changes nothing for other methods', async () => {
  expect((await server.inject({ method: 'POST', url: '/', headers: html })).statusCode).toBe(404);
});
