import { limits, SessionList } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { Person } from '../../testing/factories/person.ts';
import { buildPerson, buildSecondDevice } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { SessionsService } from './sessions.service.ts';

let kraken: TestApp;
let here: Person;
let there: Person;
let stranger: Person;

beforeAll(async () => {
  kraken = await startTestApp({ env: { TRUSTED_PROXIES: '127.0.0.1' } });
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  [here, stranger] = await Promise.all([buildPerson(kraken), buildPerson(kraken)]);
  there = await buildSecondDevice(kraken, here);
});

const path = '/api/auth/sessions';
const list = async ({ http }: Person) => (await http.get(path)).body.items;
const currentId = async (person: Person) =>
  (await list(person)).find(({ current }: { current: boolean }) => current).id;
const isIn = async ({ http }: Person) => (await http.get('/api/users/me')).status === 200;
const ended = { status: 401, body: { code: 'session-ended' } };

describe('GET /api/auth/sessions', () => {
  it('shows the devices with place and time, and which one asks', async () => {
    const headers = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'x-forwarded-for': '192.0.2.7',
    };
    const { username, password } = here;
    const login = await kraken.http().post('/api/auth/login', { username, password }, { headers });
    const { body } = await kraken.http(login.body.accessToken).get(path);
    expect(SessionList.strict().parse(body)).toEqual(body);
    expect(body.items).toHaveLength(3);
    expect(body.items[0]).toMatchObject({
      device: 'Firefox on Linux',
      address: '192.0.2.7',
      current: true,
    });
    expect(body.items.map(({ current }: { current: boolean }) => current)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('shows nothing of anyone else', async () => {
    const ids = (await list(here)).map(({ id }: { id: string }) => id);
    const others = (await list(stranger)).map(({ id }: { id: string }) => id);
    expect(others).toHaveLength(1);
    expect(ids).not.toContain(others[0]);
  });
});

describe('DELETE /api/auth/sessions/:sessionId', () => {
  it('ends that device at once: its sockets, its access token, its refresh token', async () => {
    const socket = await there.socket();
    const answer = await here.http.delete(`${path}/${await currentId(there)}`);
    expect(answer.status).toBe(204);
    expect(await there.http.get('/api/users/me')).toMatchObject(ended);
    expect(await socket.next('session.revoked')).toEqual({ reason: 'revoked' });
    await socket.closed();
    expect(await there.http.post('/api/auth/refresh')).toMatchObject(ended);
    await expect(kraken.openSocket(there.token).ready()).rejects.toMatchObject({
      problem: { code: 'session-ended' },
    });
    expect(await isIn(here)).toBe(true);
  });

  it('finds no session of another person', async () => {
    const sessionId = await currentId(here);
    const answer = await stranger.http.delete(`${path}/${sessionId}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect(await isIn(here)).toBe(true);
    expect((await there.http.delete(`${path}/${sessionId}`)).status).toBe(204);
  });

  it.each(['f'.repeat(24)])('finds no session %s', async (id) => {
    expect((await here.http.delete(`${path}/${id}`)).status).toBe(404);
  });

  it.each(['x', '$ne', '%00', 'F'.repeat(24), `${'f'.repeat(24)}0`])(
    'refuses the id %s',
    async (id) => {
      const answer = await here.http.delete(`${path}/${id}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
      expect(await list(here)).toHaveLength(2);
    },
  );
});

describe('DELETE /api/auth/sessions', () => {
  it('ends all others of the person and nobody else', async () => {
    const [own, other] = [await here.socket(), await there.socket()];
    expect((await here.http.delete(path)).status).toBe(204);
    expect(await other.next('session.revoked')).toEqual({ reason: 'revoked' });
    await other.closed();
    expect([await isIn(here), await isIn(there), await isIn(stranger)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(own.socket.connected).toBe(true);
  });
});

describe('POST /api/auth/password', () => {
  const newPassword = 'another long password';
  const change = ({ http }: Person, currentPassword: string) =>
    http.post('/api/auth/password', { currentPassword, newPassword });
  const login = (password: string) =>
    kraken.http().post('/api/auth/login', { username: here.username, password });

  it('changes it, and ends every other session', async () => {
    const [own, other] = [await here.socket(), await there.socket()];
    expect((await change(here, here.password)).status).toBe(204);
    expect(await other.next('session.revoked')).toEqual({ reason: 'password-changed' });
    await other.closed();
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(own.socket.connected).toBe(true);
    expect((await login(here.password)).status).toBe(401);
    expect((await login(newPassword)).status).toBe(200);
  });

  it('refuses who does not know the current one', async () => {
    const answer = await change(here, 'not the password');
    expect(answer).toMatchObject({ status: 401, body: { code: 'wrong-credentials' } });
    expect(await isIn(there)).toBe(true);
    expect((await login(here.password)).status).toBe(200);
  });

  it('lets one of two changes at once win', async () => {
    const answers = await Promise.all([change(here, here.password), change(there, here.password)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  });

  it('leaves no session behind that began with the old password meanwhile', async () => {
    const logins = Array.from({ length: 5 }, () => login(here.password));
    const [, ...answers] = await Promise.all([change(here, here.password), ...logins]);
    for (const { body } of answers) {
      if (body.accessToken === undefined) continue;
      const answer = await kraken.http(body.accessToken).get('/api/users/me');
      expect(answer).toMatchObject(ended);
    }
    expect(await list(here)).toHaveLength(1);
  });

  it.each<object>([
    { newPassword: 'short' },
    { newPassword: { $set: 1 } },
    { newPassword: undefined },
  ])('refuses %j', async (override) => {
    const body = { currentPassword: here.password, newPassword, ...override };
    const answer = await here.http.post('/api/auth/password', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((await login(here.password)).status).toBe(200);
  });
});

describe('the number of sessions', () => {
  it('is bounded: the one not used for longest ends', async () => {
    const place = { device: 'Test', address: '127.0.0.1' };
    const service = kraken.get(SessionsService);
    const sessions = kraken.get(Mongo).db.collection('sessions');
    await sessions.updateOne(
      { _id: new ObjectId(await currentId(there)) },
      { $set: { lastUsedAt: new Date(0) } },
    );
    for (let more = 2; more < limits.sessionsPerUser; more++) await service.start(here.id, place);
    expect([await isIn(here), await isIn(there)]).toEqual([true, true]);
    await service.start(here.id, place);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await list(here)).toHaveLength(limits.sessionsPerUser);
  });
});
