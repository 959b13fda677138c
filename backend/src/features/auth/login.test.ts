import { rates, SignedIn } from '@kraken/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Person } from '../../testing/factories/person.ts';
import { buildPerson } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { PasswordHasher } from './password-hasher.ts';

let kraken: TestApp;
let person: Person;

beforeAll(async () => {
  kraken = await startTestApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  person = await buildPerson(kraken);
});
afterEach(() => vi.restoreAllMocks());

let addresses = 0;
/** Each test comes from an address of its own, through the proxy that the application trusts. */
const freshAddress = () => `10.0.${Math.floor(++addresses / 250)}.${(addresses % 250) + 1}`;

function login(body: unknown, headers: Record<string, string> = {}) {
  return kraken.http().post('/api/auth/login', body, {
    headers: { 'x-forwarded-for': freshAddress(), ...headers },
  });
}
const rightful = () => ({ username: person.username, password: person.password });

describe('POST /api/auth/login', () => {
  it('signs in, by a name in any case', async () => {
    const username = ` ${person.username.toUpperCase()} `;
    const { status, body } = await login({ username, password: person.password });
    expect(status).toBe(200);
    expect(SignedIn.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ expiresIn: 900, user: person.me });
    const http = kraken.http(body.accessToken);
    expect((await http.get('/api/users/me')).body).toEqual(person.me);
  });

  it('sets a refresh cookie that scripts, other sites and other routes do not get', async () => {
    const [cookie] = (await login(rightful())).headers.getSetCookie();
    const attributes = cookie?.split('; ').slice(1).sort();
    expect(attributes).toEqual([
      'HttpOnly',
      `Max-Age=${60 * 24 * 3600}`,
      'Path=/api/auth',
      'SameSite=Strict',
    ]);
  });

  it('asks for a secure line where the person has one', async () => {
    const answer = await login(rightful(), { 'x-forwarded-proto': 'https' });
    expect(answer.headers.getSetCookie()[0]).toContain('; Secure');
  });

  it('answers a wrong name and a wrong password alike, after the same work', async () => {
    const verify = vi.spyOn(kraken.get(PasswordHasher), 'verify');
    const find = vi.spyOn(kraken.get(CredentialsRepository), 'findPasswordHash');
    const wrongPassword = await login({ ...rightful(), password: 'not the password' });
    const wrongName = await login({ ...rightful(), username: 'nobody-of-that-name' });
    expect(verify).toHaveBeenCalledTimes(2);
    expect(find).toHaveBeenCalledTimes(2);
    expect(wrongPassword.status).toBe(401);
    expect(wrongPassword.body.code).toBe('wrong-credentials');
    expect({ ...wrongName.body, requestId: '' }).toEqual({ ...wrongPassword.body, requestId: '' });
    expect(wrongName.headers.getSetCookie()).toEqual([]);
    expect((await login(rightful())).status).toBe(200);
  });

  it.each([
    ['operators', { username: { $ne: null }, password: { $ne: null } }],
    ['an operator for the password', { password: { $gt: '' } }],
    ['a list', { username: ['a'] }],
    ['a number', { password: 12345678 }],
    ['nothing', { username: undefined }],
    ['an empty name', { username: '   ' }],
    ['a name beyond its bound', { username: 'x'.repeat(33) }],
    ['more than is asked for', { admin: true }],
  ])('refuses %s', async (_, override) => {
    const answer = await login({ ...rightful(), ...override });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((await login(rightful())).status).toBe(200);
  });

  it('refuses a body of a megabyte without looking at it', async () => {
    const answer = await login({ ...rightful(), password: 'x'.repeat(1_000_000) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'body-too-large' } });
  });

  it.each(['[]', '"text"', '{"username":', '{"__proto__":{"username":"x"}}', '{'.repeat(5000)])(
    'refuses the body %.30s',
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      const answer = await kraken.http().send('POST', '/api/auth/login', { body, headers });
      expect(answer.status).toBe(400);
    },
  );

  it('refuses a page of another site', async () => {
    const answer = await login(rightful(), { origin: 'https://elsewhere.example' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('guessing', () => {
  const guess = (address: string, username = person.username) =>
    login({ username, password: 'a guess' }, { 'x-forwarded-for': address });
  const guessUntilRefused = async (address: string) => {
    for (let turn = 0; turn < rates.login.count; turn++) {
      expect((await guess(address)).status).toBe(401);
    }
    expect(await guess(address)).toMatchObject({
      status: 429,
      body: { code: 'rate-limited', retryAfter: expect.any(Number) },
    });
  };

  it('is slowed down per account and address, for the right password too', async () => {
    const address = freshAddress();
    await guessUntilRefused(address);
    const refused = await login(rightful(), { 'x-forwarded-for': address });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('locks out neither the account elsewhere nor the neighbours behind the same address', async () => {
    const address = freshAddress();
    await guessUntilRefused(address);
    expect((await login(rightful())).status).toBe(200);
    const neighbour = await buildPerson(kraken);
    const answer = await login(
      { username: neighbour.username, password: neighbour.password },
      { 'x-forwarded-for': address },
    );
    expect(answer.status).toBe(200);
  });

  it('is slowed down per network for who has more IPv6 addresses than anyone can count', async () => {
    const { username } = await buildPerson(kraken);
    for (let turn = 0; turn < rates.login.count; turn++) {
      expect((await guess(`2001:db8:0:1::${turn + 1}`, username)).status).toBe(401);
    }
    expect((await guess('2001:db8:0:1:ffff::1', username)).status).toBe(429);
    expect((await guess('2001:db8:0:2::1', username)).status).toBe(401);
  });

  it('is slowed down per address over many names', async () => {
    const address = freshAddress();
    const guesses = Array.from({ length: rates.loginAddress.count }, (_, index) =>
      guess(address, `nobody-${index}`),
    );
    for (const { status } of await Promise.all(guesses)) expect(status).toBe(401);
    expect((await guess(address, 'nobody-more')).status).toBe(429);
  });
});

describe('without a trusted proxy', () => {
  let direct: TestApp;
  beforeAll(async () => {
    direct = await startTestApp();
  });
  afterAll(() => direct.stop());

  it('believes nobody who names an address', async () => {
    const { username } = await buildPerson(direct);
    const statuses: number[] = [];
    for (let turn = 0; turn <= rates.login.count; turn++) {
      const headers = { 'x-forwarded-for': `10.9.9.${turn + 1}` };
      const body = { username, password: 'a guess' };
      statuses.push((await direct.http().post('/api/auth/login', body, { headers })).status);
    }
    expect(statuses).toEqual([...Array(rates.login.count).fill(401), 429]);
  });
});
