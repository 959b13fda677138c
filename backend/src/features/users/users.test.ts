import { Me, User } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { BuiltCommunity } from '../../testing/factories/community.ts';
import { buildCommunity } from '../../testing/factories/community.ts';
import { buildSecondDevice } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp();
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken);
});

const me = '/api/users/me';
const toUser = ({ rights: _rights, settings: _settings, ...user }: Me): User => user;

describe('GET /api/users/me', () => {
  it('shows oneself, and nothing that is not to be seen', async () => {
    const { body } = await community.member.http.get(me);
    expect(Me.strict().parse(body)).toEqual(body);
    expect(body.id).toBe(community.member.id);
  });
});

describe('PATCH /api/users/me', () => {
  it('changes what is given and keeps the rest', async () => {
    const { http } = community.member;
    const before = (await http.get(me)).body;
    const { status, body } = await http.patch(me, {
      displayName: ' Ana ',
      pronouns: 'she/her',
      bio: 'first\r\nsecond',
      settings: { theme: 'light' },
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      ...before,
      displayName: 'Ana',
      pronouns: 'she/her',
      bio: 'first\nsecond',
      settings: { ...before.settings, theme: 'light' },
    });
    expect((await http.get(me)).body).toEqual(body);
    expect((await http.patch(me, {})).body).toEqual(body);
  });

  it('is told to the communities and to the own devices, once each', async () => {
    const { member, owner, outsider } = community;
    const loner = await buildSecondDevice(kraken, outsider);
    const sockets = await Promise.all([owner.socket(), member.socket(), outsider.socket()]);
    const [ownersSocket, membersSocket, outsidersSocket] = sockets;

    const changed = (await member.http.patch(me, { displayName: 'Ana' })).body;
    expect(await ownersSocket.next('user.updated')).toEqual(toUser(changed));
    expect(await membersSocket.next('user.updated')).toEqual(changed);

    const alone = (await loner.http.patch(me, { displayName: 'Lou' })).body;
    expect(await outsidersSocket.next('user.updated')).toEqual(alone);
    expect(JSON.stringify(outsidersSocket.heard)).not.toContain(member.id);
    expect(JSON.stringify(ownersSocket.heard)).not.toContain(outsider.id);
  });

  it('tells settings to nobody but the own devices', async () => {
    const { member, owner } = community;
    const [ownersSocket, membersSocket] = [await owner.socket(), await member.socket()];
    await member.http.patch(me, { settings: { density: 'compact' } });
    await membersSocket.next('user.updated');
    const last = (await member.http.patch(me, { pronouns: 'they' })).body;
    expect(await ownersSocket.next('user.updated')).toEqual(toUser(last));
  });

  it('keeps a status until it ends by itself or is taken away', async () => {
    const { http } = community.member;
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const customStatus = { text: 'at lunch', expiresAt };
    expect((await http.patch(me, { customStatus })).body.customStatus).toEqual(customStatus);
    const users = kraken.get(Mongo).db.collection('users');
    const _id = new ObjectId(community.member.id);
    await users.updateOne(
      { _id },
      { $set: { 'customStatus.expiresAt': new Date(Date.now() - 1) } },
    );
    expect((await http.get(me)).body.customStatus).toBeNull();

    const forEver = { text: 'around' };
    expect((await http.patch(me, { customStatus: forEver })).body.customStatus).toEqual(forEver);
    expect((await http.patch(me, { customStatus: null })).body.customStatus).toBeNull();
  });

  it.each([
    { rights: ['instance.manage'] },
    { instanceOwner: true },
    { id: 'a'.repeat(24) },
    { username: 'somebody-else' },
    { createdAt: new Date(0).toISOString() },
    { displayName: '' },
    { displayName: 'x'.repeat(33) },
    { displayName: { $set: 'x' } },
    { displayName: 'two\nlines' },
    { bio: `broken \ud800` },
    { bio: 'x'.repeat(501) },
    { settings: { theme: 'pink' } },
    { settings: { fontScale: 1e9 } },
    { settings: { 'theme.x': 1 } },
    { settings: null },
    { customStatus: { text: '' } },
    { customStatus: { text: 'x', expiresAt: 'tomorrow' } },
    { $set: { displayName: 'x' } },
  ])('refuses %j', async (body) => {
    const { http } = community.member;
    const before = (await http.get(me)).body;
    const answer = await http.patch(me, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect((await http.get(me)).body).toEqual(before);
  });

  it('stores 100,000 combining marks nowhere', async () => {
    const answer = await community.member.http.patch(me, { bio: `a${'\u0301'.repeat(30_000)}` });
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });
});

describe('GET /api/users/:userId', () => {
  it('shows a person one shares a community with, as others may see them', async () => {
    const { member, owner } = community;
    const { status, body } = await owner.http.get(`/api/users/${member.id}`);
    expect(status).toBe(200);
    expect(User.strict().parse(body)).toEqual(body);
    expect(body).toEqual(toUser(member.me));
  });

  it('shows oneself to who is in no community', async () => {
    const { outsider } = community;
    expect((await outsider.http.get(`/api/users/${outsider.id}`)).status).toBe(200);
  });

  it('hides a person with whom one shares nothing just like one who does not exist', async () => {
    const { member, outsider } = community;
    const hidden = await outsider.http.get(`/api/users/${member.id}`);
    const absent = await outsider.http.get(`/api/users/${'f'.repeat(24)}`);
    expect(hidden).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect({ ...absent.body, requestId: '' }).toEqual({ ...hidden.body, requestId: '' });
    expect((await member.http.get(`/api/users/${outsider.id}`)).status).toBe(404);
  });

  it.each(['x', '$ne', '%7B%22$ne%22:null%7D', 'me%00'])('refuses the id %s', async (id) => {
    const answer = await community.member.http.get(`/api/users/${id}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });
});
