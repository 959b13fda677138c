import { SignedIn } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { Person } from '../../testing/factories/person.ts';
import { buildPerson } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let person: Person;
/** The refresh token of the person's only session, not used yet. */
let first: string;

beforeAll(async () => {
  kraken = await startTestApp();
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  person = await buildPerson(kraken);
  first = person.http.cookies.get('kraken_refresh') ?? '';
});

/** A device that holds this token and nothing else. */
async function refresh(token: string) {
  const http = kraken.http();
  http.cookies.set('kraken_refresh', token);
  const answer = await http.post('/api/auth/refresh');
  return { ...answer, next: http.cookies.get('kraken_refresh') ?? '', http };
}
const sessionsOf = (userId: string) =>
  kraken
    .get(Mongo)
    .db.collection('sessions')
    .find({ userId: new ObjectId(userId) })
    .toArray();
const ended = { status: 401, body: { code: 'session-ended' } };

describe('POST /api/auth/refresh', () => {
  it('continues the same session with a new token of each kind', async () => {
    const { status, body, next, http } = await refresh(first);
    expect(status).toBe(200);
    expect(SignedIn.strict().parse(body)).toEqual(body);
    expect(next).not.toBe(first);
    http.token = body.accessToken;
    const { items } = (await http.get('/api/auth/sessions')).body;
    expect(items).toHaveLength(1);
    expect((await refresh(next)).status).toBe(200);
  });

  it('ends the whole family, for good, when a used token comes again', async () => {
    const second = await refresh(first);
    const third = await refresh(second.next);
    expect(third.status).toBe(200);

    expect(await refresh(first)).toMatchObject(ended);
    for (const token of [first, second.next, third.next]) {
      expect(await refresh(token)).toMatchObject(ended);
    }
    const access = kraken.http(third.body.accessToken);
    expect(await access.get('/api/users/me')).toMatchObject(ended);
    expect(await sessionsOf(person.id)).toMatchObject([{ endReason: 'revoked' }]);
  });

  it('leaves other families of the person alone when one ends', async () => {
    const login = await kraken
      .http()
      .post('/api/auth/login', { username: person.username, password: person.password });
    const second = await refresh(first);
    await refresh(second.next);
    expect(await refresh(first)).toMatchObject(ended);
    expect((await kraken.http(login.body.accessToken).get('/api/users/me')).status).toBe(200);
  });

  it('gives a lost answer again to who asks within ten seconds', async () => {
    const lost = await refresh(first);
    const again = await refresh(first);
    expect(again.status).toBe(200);
    expect(again.next).toBe(lost.next);
    expect((await refresh(again.next)).status).toBe(200);
  });

  it('takes the token for stolen after ten seconds', async () => {
    const lost = await refresh(first);
    const [session] = await sessionsOf(person.id);
    if (!session) throw new Error('no session');
    const usedAt = new Date(session['rotation'].usedAt.getTime() - 10_001);
    await kraken
      .get(Mongo)
      .db.collection('sessions')
      .updateOne({ _id: session._id }, { $set: { 'rotation.usedAt': usedAt } });
    expect(await refresh(first)).toMatchObject(ended);
    expect(await refresh(lost.next)).toMatchObject(ended);
  });

  it('gives 50 who ask at once one descendant between them, and all can go on', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(first)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    const descendants = new Set(answers.map(({ next }) => next));
    expect(descendants.size).toBe(1);
    expect(await sessionsOf(person.id)).toMatchObject([{ endedAt: null }]);
    const reads = answers.map(({ body }) => kraken.http(body.accessToken).get('/api/users/me'));
    for (const { status } of await Promise.all(reads)) expect(status).toBe(200);
    expect((await refresh([...descendants][0] ?? '')).status).toBe(200);
  });

  it('stores neither a token nor anything that would be one', async () => {
    const { next } = await refresh(first);
    const stored = JSON.stringify(await sessionsOf(person.id));
    for (const part of [...first.split('.'), ...next.split('.')]) {
      expect(stored).not.toContain(part);
    }
  });

  it.each([
    '',
    'x',
    'a.b',
    '{"$ne":null}',
    `${'A'.repeat(22)}.${'A'.repeat(43)}`,
    'x'.repeat(8000),
  ])('refuses %.30s, and nobody is signed out by it', async (token) => {
    expect(await refresh(token)).toMatchObject(ended);
    expect((await refresh(first)).status).toBe(200);
  });

  it('refuses an access token in the place of a refresh token', async () => {
    expect(await refresh(person.token)).toMatchObject(ended);
  });

  it('refuses a page of another site, which uses nothing up', async () => {
    const http = kraken.http();
    http.cookies.set('kraken_refresh', first);
    const headers = { origin: 'https://elsewhere.example' };
    const answer = await http.post('/api/auth/refresh', undefined, { headers });
    expect(answer).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
    expect(await sessionsOf(person.id)).not.toMatchObject([{ rotation: expect.anything() }]);
  });
});

describe('POST /api/auth/logout', () => {
  it('ends the session and takes the cookie back', async () => {
    const socket = await person.socket();
    const answer = await person.http.post('/api/auth/logout');
    expect(answer.status).toBe(204);
    expect(person.http.cookies.has('kraken_refresh')).toBe(false);
    expect(await socket.next('session.revoked')).toEqual({ reason: 'signed-out' });
    await socket.closed();
    expect(await person.http.get('/api/users/me')).toMatchObject(ended);
    expect(await refresh(first)).toMatchObject(ended);
  });

  it('is done for who has nothing to end', async () => {
    expect((await kraken.http().post('/api/auth/logout')).status).toBe(204);
    expect((await person.http.get('/api/users/me')).status).toBe(200);
  });
});
