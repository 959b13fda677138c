import type { Channel } from '@kraken/shared';
import { SignedIn } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import { ReadyReport } from '../../platform/ready-report.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let token: string;

beforeEach(async () => {
  kraken = await startTestApp();
  token = tokenIn(await kraken.get(ReadyReport).setupPath());
});
afterEach(() => kraken.stop());

const tokenIn = (path = '') => path.replace('/setup#token=', '');
const password = 'a long enough password';
const setUp = (body: object = {}) =>
  kraken.http().post('/api/setup', { token, username: 'first', password, ...body });
const isRequired = async () => (await kraken.http().get('/api/instance')).body.setupRequired;
const ownerCount = () =>
  kraken.get(Mongo).db.collection('users').countDocuments({ instanceOwner: true });

describe('POST /api/setup', () => {
  it('makes owner, name and first community, and signs in', async () => {
    expect(await isRequired()).toBe(true);
    const answer = await setUp({ instanceName: 'The Reef', communityName: 'Divers' });
    expect(answer.status).toBe(201);
    expect(SignedIn.strict().parse(answer.body)).toEqual(answer.body);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^kraken_refresh=.*HttpOnly/);
    expect(answer.body.user).toMatchObject({
      username: 'first',
      rights: ['instance.manage', 'community.create'],
    });

    const http = kraken.http(answer.body.accessToken);
    expect((await http.get('/api/instance')).body).toMatchObject({
      name: 'The Reef',
      setupRequired: false,
    });
    const [community] = (await http.get('/api/communities')).body.items;
    expect(community).toMatchObject({ name: 'Divers', ownerId: answer.body.user.id });
    const { channels } = (await http.get(`/api/communities/${community.id}`)).body;
    const named = (name: string) => channels.find((channel: Channel) => channel.name === name);
    expect(named('general')).toMatchObject({ type: 'text' });
    expect(named('announcements')).toMatchObject({ type: 'announcement' });
    expect(channels.some(({ type }: Channel) => type === 'voice')).toBe(true);
  });

  it('never opens again', async () => {
    expect((await setUp()).status).toBe(201);
    expect(await setUp({ username: 'second' })).toMatchObject({
      status: 410,
      body: { code: 'setup-closed' },
    });
    expect(await kraken.get(ReadyReport).setupPath()).toBeUndefined();
    expect(await ownerCount()).toBe(1);
    expect(await isRequired()).toBe(false);
  });

  it.each([
    ['different names', ['one', 'two', 'three', 'four']],
    ['the same name', ['one', 'one', 'one', 'one']],
  ])('takes one of four who come at once with %s', async (_, names) => {
    const answers = await Promise.all(names.map((username) => setUp({ username })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410]);
    expect(await ownerCount()).toBe(1);
    const { db } = kraken.get(Mongo);
    expect(await db.collection('users').countDocuments()).toBe(1);
    expect(await db.collection('communities').countDocuments()).toBe(1);
  });

  it('refuses a wrong link, and an expired one', async () => {
    const refused = { status: 403, body: { code: 'setup-link-invalid' } };
    expect(await setUp({ token: 'a'.repeat(43) })).toMatchObject(refused);
    await kraken
      .get(Mongo)
      .db.collection('setupLinks')
      .updateMany({}, { $set: { expiresAt: new Date(Date.now() - 1) } });
    expect(await setUp()).toMatchObject(refused);
    expect(await isRequired()).toBe(true);
    token = tokenIn(await kraken.get(ReadyReport).setupPath());
    expect((await setUp()).status).toBe(201);
  });

  it('keeps only a digest of the link', async () => {
    const stored = await kraken.get(Mongo).db.collection('setupLinks').find().toArray();
    expect(stored).toHaveLength(1);
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('refuses what is not as it should be, and stays open', async () => {
    for (const override of [
      { token: { $ne: null } },
      { token: '' },
      { token: 'x'.repeat(129) },
      { username: '../etc' },
      { username: undefined },
      { password: 'short' },
      { communityName: '' },
      { rights: ['instance.manage'] },
    ]) {
      const answer = await setUp(override);
      expect(answer, JSON.stringify(override)).toMatchObject({
        status: 400,
        body: { code: 'invalid-input' },
      });
    }
    expect(await isRequired()).toBe(true);
    expect((await setUp()).status).toBe(201);
  });
});
