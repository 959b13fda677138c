import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { Id, MessageQuery, SendMessage } from '@kraken/shared';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PlainPorts, tokenFor } from '../../testing/platform-features.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { Caller } from '../access/caller.ts';
import { Route } from '../access/route.ts';
import type { Identity } from '../access/session-verifier.ts';
import { Refusal } from '../refusal.ts';

const channel = 'a'.repeat(24);
const path = `/api/channels/${channel}/messages`;

/** Echoes what reached the method, so that a refusal is told from a change. */
@Controller('api')
class EchoController {
  @Post('channels/:channelId/messages')
  @Route('message.send', { summary: 'Echoes.', status: 201 })
  send(
    @Caller() caller: Identity,
    @Param('channelId', { schema: Id }) channelId: string,
    @Body({ schema: SendMessage }) body: SendMessage,
  ): object {
    return { userId: caller.userId, channelId, body };
  }

  @Get('channels/:channelId/messages')
  @Route('message.list', { summary: 'Echoes.' })
  list(@Query({ schema: MessageQuery }) query: MessageQuery): object {
    return query;
  }

  @Get('users/me/home')
  @Route('user.getHome', { summary: 'The same each time.', status: 200, etag: true })
  home(): object {
    return { same: true };
  }

  @Get('communities')
  @Route('community.list', { summary: 'Breaks.' })
  breaks(): never {
    throw new Error('secret words of a person');
  }

  @Post('communities')
  @Route('community.create', { summary: 'Waits.', status: 201 })
  waits(): never {
    throw new Refusal('rate-limited', { retryAfter: 7 });
  }

  @Get('instance')
  @Route('instance.get', { summary: 'Says too much.', answers: z.object({ name: z.string() }) })
  says(): object {
    return { name: 'a', secret: 'b' };
  }

  @Post('auth/logout')
  @Route('auth.logout', { summary: 'Everyone may.' })
  open(): void {}
}

@Module({ imports: [PlainPorts], controllers: [EchoController] })
class EchoModule {}

let kraken: TestApp;
const signedIn = () => kraken.http(tokenFor('ann'));
const good = { nonce: 'abcdefgh', content: 'hello' };

beforeAll(async () => {
  kraken = await startTestApp({ features: [EchoModule] });
});
afterAll(() => kraken.stop());

describe('a route', () => {
  it('gets the caller, the path and the parsed body', async () => {
    const { status, body } = await signedIn().post(path, good);
    expect(status).toBe(201);
    expect(body).toEqual({ userId: 'ann', channelId: channel, body: good });
  });

  it.each([undefined, 'nonsense', tokenFor('ann', { seconds: -1 }), ' ', 'a b'])(
    'refuses the token %s',
    async (token) => {
      const { status, body, headers } = await kraken.http(token).post(path, good);
      expect(status).toBe(401);
      expect(body).toMatchObject({
        code: 'unauthenticated',
        type: 'https://kraken.invalid/problems/unauthenticated',
      });
      expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    },
  );

  it('that everyone may call does not look at tokens', async () => {
    expect((await kraken.http('nonsense').post('/api/auth/logout')).status).toBe(204);
  });

  it('answers a request id that the log knows, and not one that the client made up', async () => {
    const { body } = await signedIn().get('/api/communities', {
      headers: { 'x-request-id': 'mine', 'request-id': 'mine' },
    });
    expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says nothing of what broke inside', async () => {
    const { status, body } = await signedIn().get('/api/communities');
    expect(status).toBe(500);
    expect(body).toMatchObject({ code: 'internal-error' });
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  it('that answers more than its schema says does not get away with it in a test', async () => {
    expect((await kraken.http().get('/api/instance')).status).toBe(500);
  });

  it('says how long to wait', async () => {
    const { status, body, headers } = await signedIn().post('/api/communities', {});
    expect(status).toBe(429);
    expect(body).toMatchObject({ code: 'rate-limited', retryAfter: 7 });
    expect(headers.get('retry-after')).toBe('7');
  });

  it('answers 304 to who holds the answer, where it says so', async () => {
    const first = await signedIn().get('/api/users/me/home');
    const tag = first.headers.get('etag') ?? '';
    const second = await signedIn().get('/api/users/me/home', {
      headers: { 'if-none-match': tag },
    });
    expect([second.status, second.body]).toEqual([304, undefined]);
    const other = await signedIn().get('/api/users/me/home', {
      headers: { 'if-none-match': 'W/"else"' },
    });
    expect(other.status).toBe(200);
  });
});

describe('input', () => {
  const deep = (open: string, close: string) => open.repeat(9_000) + close.repeat(9_000);

  it.each([
    ['nothing', '', 'malformed-body'],
    ['half of an object', '{"nonce":', 'malformed-body'],
    ['a __proto__ key', '{"nonce":"abcdefgh","content":"x","__proto__":{"a":1}}', 'malformed-body'],
    ['a __proto__ key within', '{"nonce":"abcdefgh","content":{"__proto__":1}}', 'malformed-body'],
    [
      'a constructor key',
      '{"nonce":"abcdefgh","content":"x","constructor":{"prototype":{}}}',
      'invalid-input',
    ],
    [
      'a key it does not know',
      '{"nonce":"abcdefgh","content":"x","authorId":"1"}',
      'invalid-input',
    ],
    ['an operator', '{"nonce":{"$ne":null},"content":"x"}', 'invalid-input'],
    ['a list', '[]', 'invalid-input'],
    ['null', 'null', 'invalid-input'],
    ['a number', '1e999', 'invalid-input'],
    ['deep lists', deep('[', ']'), 'invalid-input'],
    ['deep objects', `{"a":${deep('{"a":', '}').replace('{"a":}', '{}')}}`, 'invalid-input'],
    ['a lone surrogate', '{"nonce":"abcdefgh","content":"\\ud800"}', 'invalid-input'],
    ['NUL', '{"nonce":"abcdefgh","content":"\\u0000"}', 'invalid-input'],
    ['a nonce of another script', '{"nonce":"абвгдежз","content":"x"}', 'invalid-input'],
  ])('refuses a body of %s', async (_, body, code) => {
    const answer = await signedIn().send('POST', path, { body });
    expect(answer.body).toMatchObject({ code, status: 400 });
  });

  it('refuses a body that is too large, whatever length it claims', async () => {
    const answer = await signedIn().send('POST', path, {
      body: JSON.stringify({ ...good, content: 'x'.repeat(70_000) }),
    });
    expect(answer.body).toMatchObject({ code: 'body-too-large', status: 413 });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'nonsense',
    'application/json2',
  ])('refuses a body of type %s', async (type) => {
    const answer = await signedIn().send('POST', path, {
      body: JSON.stringify(good),
      headers: { 'content-type': type },
    });
    expect(answer.body).toMatchObject({ code: 'unsupported-media-type', status: 415 });
  });

  it.each([
    'b',
    'A'.repeat(24),
    '%00',
    '%ff',
    '%E0%A4%A',
    '..%2f..%2fetc',
    '__proto__',
    '$ne',
    'a'.repeat(1000),
    '%0d%0aset-cookie:x=1',
  ])('refuses the id %.30s', async (id) => {
    const answer = await signedIn().post(`/api/channels/${id}/messages`, good);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body).toHaveProperty('code');
  });

  it.each([
    'limit=-1',
    'limit=0',
    'limit=1e9',
    'limit=NaN',
    'limit[]=1',
    'limit[$gt]=1',
    'limit=1&limit=2',
    'before=x',
    'before[$ne]=a',
    'x=1',
    '__proto__=1',
    '__proto__[a]=1',
    `before=${channel}&after=${channel}`,
  ])('refuses the query %s', async (query) => {
    const answer = await signedIn().get(`${path}?${query}`);
    expect(answer.body).toMatchObject({ code: 'invalid-input', status: 400 });
  });

  it.each([
    ['an unknown method', 'BREW /health HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      'a header of a megabyte',
      `GET /health HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(1_000_000)}\r\n\r\n`,
    ],
    [
      'two lengths',
      'POST /api/auth/logout HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    ],
    [
      'a length and chunks',
      'POST /api/auth/logout HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n'],
    ['noise', '\u0016\u0003\u0001\u0000\r\n\r\n'],
  ])('survives %s', async (_, bytes) => {
    const socket = connect(Number(new URL(kraken.url).port), '127.0.0.1');
    const answer = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('error', () => resolve(text));
      socket.on('close', () => resolve(text));
      socket.end(bytes);
    });
    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect((await kraken.http().get('/health')).status).toBe(200);
  });
});

describe('other sites', () => {
  const from = (origin: string, more = {}) => ({ headers: { origin, ...more } });

  it.each(['https://evil.example', 'null', 'http://127.0.0.1', 'nonsense'])(
    'change nothing from %s',
    async (origin) => {
      const answer = await signedIn().post('/api/auth/logout', undefined, from(origin));
      expect(answer.body).toMatchObject({ code: 'foreign-origin', status: 403 });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('change nothing when the browser says only that the request crosses sites', async () => {
    const answer = await signedIn().post('/api/auth/logout', undefined, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
  });

  it('are told from the own one', async () => {
    expect((await signedIn().post('/api/auth/logout', undefined, from(kraken.url))).status).toBe(
      204,
    );
    expect((await signedIn().post('/api/auth/logout')).status).toBe(204);
  });
});

describe('answers', () => {
  it('carry strict headers, also refusals and pages that do not exist', async () => {
    for (const path of ['/health', '/api/nothing', '/nothing', '/api/channels/%ff/messages']) {
      const { headers } = await kraken.http().get(path);
      expect(headers.get('content-security-policy'), path).toContain(
        "default-src 'none'; script-src 'self';",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('are problems for paths of the interface that nobody serves', async () => {
    for (const path of [
      '/api',
      '/api/',
      '/api/nothing',
      '/api/auth/logout/x',
      '/socket.io.js',
      '/assets/none.js',
      '/.env',
      '/..%2f..%2fetc/passwd',
    ]) {
      const { status, body } = await kraken
        .http()
        .get(path, { headers: { accept: path.startsWith('/api') ? 'text/html' : '*/*' } });
      expect([status, body.code], path).toEqual([404, 'not-found']);
    }
  });

  it('say that everything is well', async () => {
    expect((await kraken.http().get('/health')).body).toEqual({ status: 'ok' });
    expect((await kraken.http().get('/ready')).body).toEqual({ status: 'ok' });
  });
});
