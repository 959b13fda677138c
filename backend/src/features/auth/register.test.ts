import type { RegistrationMode } from '@kraken/shared';
import { SignedIn } from '@kraken/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { BuiltCommunity } from '../../testing/factories/community.ts';
import { buildCommunity, buildInvite } from '../../testing/factories/community.ts';
import { buildPerson } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { InstanceRepository } from '../instance/instance.repository.ts';

let kraken: TestApp;
let community: BuiltCommunity;
let sequence = 0;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  community = await buildCommunity(kraken);
});
afterAll(() => kraken.stop());

const newcomer = () => `newcomer${++sequence}`;
const password = 'a long enough password';
const register = (body: object) => kraken.http().post('/api/auth/register', body);
const setMode = (registration: RegistrationMode) =>
  kraken.get(InstanceRepository).update({ registration });
const accountsOf = async (username: string) => {
  const { db } = kraken.get(Mongo);
  const user = await db.collection('users').findOne({ username });
  return user && (await db.collection('credentials').countDocuments({ _id: user._id }));
};

describe('registration by invite, the default', () => {
  beforeEach(() => setMode('invite'));

  it('makes an account and a member of who holds an invite', async () => {
    const { code } = await buildInvite(kraken, community);
    const username = newcomer();
    const http = kraken.http();
    const answer = await http.post('/api/auth/register', {
      username,
      password,
      displayName: 'New Comer',
      inviteCode: code,
    });
    expect(answer.status).toBe(201);
    expect(SignedIn.strict().parse(answer.body)).toEqual(answer.body);
    expect(answer.body.user).toMatchObject({
      username,
      displayName: 'New Comer',
      rights: ['community.create'],
    });
    http.token = answer.body.accessToken;
    expect((await http.get('/api/users/me')).body).toEqual(answer.body.user);
    expect((await http.get(`/api/communities/${community.id}`)).status).toBe(200);
  });

  it('refuses who holds none', async () => {
    const username = newcomer();
    const answer = await register({ username, password });
    expect(answer).toMatchObject({ status: 403, body: { code: 'invite-required' } });
    expect(await accountsOf(username)).toBeNull();
  });

  it('refuses an invite that does not work, before it tells whether the name is taken', async () => {
    const taken = (await buildPerson(kraken)).username;
    for (const username of [newcomer(), taken]) {
      const answer = await register({ username, password, inviteCode: 'AAAAAAAAAA' });
      expect(answer).toMatchObject({ status: 404, body: { code: 'invite-invalid' } });
    }
  });

  it('lets one in of 50 who come at once with an invite for one', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 1 });
    const names = Array.from({ length: 50 }, newcomer);
    const answers = await Promise.all(
      names.map((username) => register({ username, password, inviteCode: code })),
    );
    const admitted = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ body }) => body.code === 'invite-invalid');
    expect([admitted.length, refused.length]).toEqual([1, 49]);
    const users = kraken.get(Mongo).db.collection('users');
    expect(await users.countDocuments({ username: { $in: names } })).toBe(1);
    const invites = kraken.get(Mongo).db.collection('invites');
    expect(await invites.findOne({ code })).toMatchObject({ uses: 1 });
  });

  it('does not use an invite up for a name that is taken', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 1 });
    const { username } = await buildPerson(kraken);
    const taken = await register({ username: username.toUpperCase(), password, inviteCode: code });
    expect(taken).toMatchObject({ status: 409, body: { code: 'username-taken' } });
    const other = await register({ username: newcomer(), password, inviteCode: code });
    expect(other.status).toBe(201);
  });

  it('gives one name to one of many who ask at once', async () => {
    const { code } = await buildInvite(kraken, community);
    const username = newcomer();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => register({ username, password, inviteCode: code })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(9).fill(409)]);
    const invites = kraken.get(Mongo).db.collection('invites');
    expect(await invites.findOne({ code })).toMatchObject({ uses: 1 });
    expect(await accountsOf(username)).toBe(1);
  });
});

describe('closed registration', () => {
  beforeAll(() => setMode('closed'));

  it('refuses everyone, with an invite as without', async () => {
    const { code } = await buildInvite(kraken, community);
    for (const inviteCode of [undefined, code]) {
      const username = newcomer();
      const answer = await register({ username, password, inviteCode });
      expect(answer).toMatchObject({ status: 403, body: { code: 'registration-closed' } });
      expect(await accountsOf(username)).toBeNull();
    }
  });
});

describe('open registration', () => {
  beforeAll(() => setMode('open'));

  it('takes who comes', async () => {
    const username = newcomer();
    expect((await register({ username, password })).status).toBe(201);
    expect(await accountsOf(username)).toBe(1);
  });

  it('keeps the password as a hash of Argon2id, away from the person', async () => {
    const username = newcomer();
    await register({ username, password });
    const { db } = kraken.get(Mongo);
    const user = await db.collection('users').findOne({ username });
    if (!user) throw new Error('no such person');
    const credential = await db.collection('credentials').findOne({ _id: user._id });
    expect(credential?.['passwordHash']).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(user)).not.toMatch(/argon2|password/);
  });

  it.each([
    ['a right', { rights: ['instance.manage'] }],
    ['ownership', { instanceOwner: true }],
    ['an id', { id: 'a'.repeat(24) }],
    ['operators for a name', { username: { $ne: null } }],
    ['a list of names', { username: ['a', 'b'] }],
    ['a name of control characters', { username: 'ab\u0000cd' }],
    ['a short password', { password: 'seven77' }],
    ['a password of 1 KB', { password: 'x'.repeat(1024) }],
    ['a lone surrogate', { password: 'long enough \ud800' }],
    ['an invite of operators', { inviteCode: { $gt: '' } }],
  ])('refuses %s', async (_, override) => {
    const username = newcomer();
    const answer = await register({ username, password, ...override });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await accountsOf(username)).toBeNull();
    expect((await register({ username, password })).status).toBe(201);
  });
});
