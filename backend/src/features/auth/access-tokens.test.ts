import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SECRETS } from '../../platform/data/secrets.ts';
import type { Secrets } from '../../platform/data/secrets.ts';
import type { Person } from '../../testing/factories/person.ts';
import { buildPerson, buildSecondDevice } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let person: Person;
let key: string;

beforeAll(async () => {
  kraken = await startTestApp();
  person = await buildPerson(kraken);
  key = kraken.app.nest.get<Secrets>(SECRETS, { strict: false }).jwt;
});
afterAll(() => kraken.stop());

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());
const header = { alg: 'HS256', typ: 'JWT' };
/** What the person's own token says. */
const claims = () => decode(person.token.split('.')[1]);

interface Forgery {
  header?: object;
  payload?: object;
  key?: string;
  hash?: 'sha256' | 'sha384' | 'sha512';
}

/** A token signed in this test; without any change it is as good as the application's own. */
function forge({ header: h = {}, payload = {}, key: k = key, hash = 'sha256' }: Forgery): string {
  const content = `${encode({ ...header, ...h })}.${encode({ ...claims(), ...payload })}`;
  return `${content}.${createHmac(hash, k).update(content).digest('base64url')}`;
}
const withoutSignature = (token: string) => `${token.split('.').slice(0, 2).join('.')}.`;
const past = () => Math.floor(Date.now() / 1000) - 60;

const forgeries: [string, () => string][] = [
  [
    'another algorithm with the same key',
    () => forge({ header: { alg: 'HS512' }, hash: 'sha512' }),
  ],
  ['the algorithm "none"', () => withoutSignature(forge({ header: { alg: 'none' } }))],
  ['the algorithm "none" and a signature', () => forge({ header: { alg: 'none' } })],
  ['a stripped signature', () => withoutSignature(person.token)],
  ['an empty key', () => forge({ key: '' })],
  ['another key', () => forge({ key: `${key}x` })],
  [
    'a changed key id',
    () => {
      const [, payload, signature] = person.token.split('.');
      return [encode({ ...header, kid: '../../dev/null' }), payload, signature].join('.');
    },
  ],
  [
    'a changed person',
    () => {
      const [head, , signature] = person.token.split('.');
      return [head, encode({ ...claims(), sub: 'a'.repeat(24) }), signature].join('.');
    },
  ],
  ['another kind', () => forge({ payload: { typ: 'refresh' } })],
  ['no kind', () => forge({ payload: { typ: undefined } })],
  ['another audience, as of a voice token', () => forge({ payload: { aud: 'livekit' } })],
  ['another issuer', () => forge({ payload: { iss: 'elsewhere' } })],
  ['no expiry', () => forge({ payload: { exp: undefined } })],
  ['an expiry that has passed', () => forge({ payload: { exp: past() } })],
  ['operators for a session', () => forge({ payload: { sid: { $ne: null } } })],
  ['no session', () => forge({ payload: { sid: undefined } })],
  ['a refresh token', () => person.http.cookies.get('kraken_refresh') ?? ''],
  ['nothing like a token', () => 'a.b.c'],
];

describe('an access token', () => {
  it('that is forged without a change opens, so the others fail for their fault alone', async () => {
    expect((await kraken.http(forge({})).get('/api/users/me')).status).toBe(200);
    await kraken.socket(forge({}));
  });

  it.each(forgeries)('with %s is refused on REST and on the socket', async (_, make) => {
    const token = make();
    expect(await kraken.http(token).get('/api/users/me')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    });
    await expect(kraken.openSocket(token).ready()).rejects.toMatchObject({
      problem: { code: 'unauthenticated' },
    });
  });

  it('of a session that never was is refused', async () => {
    const token = forge({ payload: { sid: 'f'.repeat(24) } });
    const refused = { code: 'session-ended' };
    expect((await kraken.http(token).get('/api/users/me')).body).toMatchObject(refused);
    await expect(kraken.openSocket(token).ready()).rejects.toMatchObject({ problem: refused });
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'bearer  ', 'Token x'])(
    'is not found in the header "%s"',
    async (authorization) => {
      const answer = await kraken.http().get('/api/users/me', { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
    },
  );
});

describe('session.renew', () => {
  it('keeps the socket with a fresh token of the same session', async () => {
    const socket = await person.socket();
    const { body } = await person.http.post('/api/auth/refresh');
    expect(await socket.signal('session.renew', { token: body.accessToken })).toEqual({ ok: true });
  });

  it('refuses the token of another session or person, and a forged one', async () => {
    const socket = await person.socket();
    const { token: secondDevice } = await buildSecondDevice(kraken, person);
    const { token: stranger } = await buildPerson(kraken);
    for (const token of [secondDevice, stranger, forge({ key: '' })]) {
      const answer = await socket.signal('session.renew', { token });
      expect(answer).toMatchObject({ code: 'unauthenticated' });
    }
    expect(await socket.signal('session.renew', { token: person.token })).toEqual({ ok: true });
  });
});
