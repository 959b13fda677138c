import { CommunitySnapshot, namesOf, allPermissions, defaultPermissions } from '@kraken/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BuiltCommunity,
  buildCommunity,
  join,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { buildPerson, type Person } from '../../testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp();
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
});

const pathOf = ({ id }: { id: string }) => `/api/communities/${id}`;

describe('POST /api/communities', () => {
  let founder: Person;
  beforeEach(async () => {
    founder = await buildPerson(kraken);
  });

  it('founds a community with its first channels, owned by the founder', async () => {
    const { status, body } = await founder.http.post('/api/communities', {
      name: '  Divers  ',
      description: 'Below the surface',
    });
    expect(status).toBe(201);
    expect(CommunitySnapshot.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      name: 'Divers',
      description: 'Below the surface',
      ownerId: founder.id,
      version: 1,
      memberCount: 1,
    });
    expect(body.permissions).toEqual(namesOf(allPermissions));
    expect(
      body.channels.map(({ type, name }: { type: string; name: string }) => [type, name]),
    ).toEqual([
      ['text', 'general'],
      ['announcement', 'announcements'],
      ['voice', 'Lounge'],
    ]);
    expect((await founder.http.get(pathOf(body))).body).toEqual(body);
  });

  it('lets the devices of the founder hear it from then on', async () => {
    const socket = await founder.socket();
    const { body } = await founder.http.post('/api/communities', { name: 'Heard' });
    expect(await socket.next('access.granted')).toEqual({ communityId: body.id });
    await founder.http.patch(pathOf(body), { name: 'Heard again' });
    expect(await socket.next('community.updated')).toMatchObject({ id: body.id, version: 2 });
  });

  it('counts how many one person founds in an hour', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        founder.http.post('/api/communities', { name: `C${index}` }),
      ),
    );
    const refused = await founder.http.post('/api/communities', { name: 'one more' });
    expect(refused.status).toBe(429);
    expect(refused.body.retryAfter).toBeGreaterThan(0);
    expect((await founder.http.get('/api/communities')).body.items).toHaveLength(20);
  });
});

describe('GET /api/communities', () => {
  it('lists those one is in, in the order of joining', async () => {
    community = await buildCommunity(kraken);
    const second = await buildCommunity(kraken);
    await join(kraken, community.member, second.id);
    const { body } = await community.member.http.get('/api/communities');
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([community.id, second.id]);
    expect((await community.outsider.http.get('/api/communities')).body).toEqual({ items: [] });
  });
});

describe('GET /api/communities/:communityId', () => {
  it('shows a member the channels and their own permissions', async () => {
    const { status, body } = await community.member.http.get(pathOf(community));
    expect(status).toBe(200);
    expect(body.permissions).toEqual(namesOf(defaultPermissions));
    expect(body.channels).toEqual(community.snapshot.channels);
    expect(body.memberCount).toBe(2);
  });

  it('is not there for who is not in it, as one that never was', async () => {
    const answers = await Promise.all([
      community.outsider.http.get(pathOf(community)),
      community.outsider.http.get(pathOf({ id: 'f'.repeat(24) })),
    ]);
    for (const { status, body } of answers) {
      expect(status).toBe(404);
      expect(body.code).toBe('not-found');
    }
    const [{ body: real }, { body: none }] = answers as [{ body: object }, { body: object }];
    expect({ ...real, requestId: '' }).toEqual({ ...none, requestId: '' });
  });
});

describe('PATCH /api/communities/:communityId', () => {
  it('takes the next version and is told to everyone in it', async () => {
    const socket = await community.member.socket();
    const { status, body } = await community.owner.http.patch(pathOf(community), {
      name: 'New name',
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'New name', version: community.snapshot.version + 1 });
    expect(await socket.next('community.updated')).toEqual(body);
  });

  it('changes and tells nothing where nothing differs', async () => {
    const socket = await community.member.socket();
    const { name, version } = community.snapshot;
    for (const changes of [{}, { name }]) {
      const { body } = await community.owner.http.patch(pathOf(community), changes);
      expect(body.version).toBe(version);
    }
    await community.owner.http.patch(pathOf(community), { description: 'real change' });
    await socket.next('community.updated');
    expect(socket.heard.filter(({ event }) => event === 'community.updated')).toHaveLength(1);
  });

  it('gives each of many changes at once a version of its own, told in order', async () => {
    const socket = await community.member.socket();
    const { version } = community.snapshot;
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        community.owner.http.patch(pathOf(community), { name: `Name ${index}` }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(200));
    const heard = [];
    for (let told = 0; told < 12; told++)
      heard.push((await socket.next('community.updated')).version);
    expect(heard).toEqual(Array.from({ length: 12 }, (_, index) => version + 1 + index));
    expect((await community.owner.http.get(pathOf(community))).body.version).toBe(version + 12);
  });

  it('is refused to a member and hidden from an outsider, and changes nothing', async () => {
    const changes = { name: 'taken over' };
    expect((await community.member.http.patch(pathOf(community), changes)).status).toBe(403);
    expect((await community.outsider.http.patch(pathOf(community), changes)).status).toBe(404);
    expect((await community.owner.http.get(pathOf(community))).body).toEqual(community.snapshot);
    expect((await community.owner.http.patch(pathOf(community), changes)).status).toBe(200);
  });

  it.each(['ownerId', 'version', 'memberCount', 'id', 'createdAt', 'deletedAt', '$set'])(
    'refuses %s in the body',
    async (key) => {
      const { status } = await community.owner.http.patch(pathOf(community), {
        name: 'x',
        [key]: 1,
      });
      expect(status).toBe(400);
      expect((await community.owner.http.get(pathOf(community))).body).toEqual(community.snapshot);
    },
  );
});

describe('DELETE /api/communities/:communityId', () => {
  it('takes everything out of sight of everyone, and tells them', async () => {
    community = await buildCommunity(kraken);
    const socket = await community.member.socket();
    const { code } = (await community.owner.http.post(`${pathOf(community)}/invites`, {})).body;
    expect((await community.owner.http.delete(pathOf(community))).status).toBe(204);
    expect(await socket.next('community.deleted')).toEqual({ communityId: community.id });
    expect(await socket.next('access.revoked')).toEqual({ communityId: community.id });
    for (const { http } of [community.owner, community.member]) {
      expect((await http.get(pathOf(community))).status).toBe(404);
      expect((await http.get(`/api/channels/${community.general.id}`)).status).toBe(404);
      expect((await http.get('/api/communities')).body).toEqual({ items: [] });
    }
    expect((await kraken.http().get(`/api/invites/${code}`)).body.code).toBe('invite-invalid');
    expect((await community.outsider.http.post(`/api/invites/${code}/accept`)).body.code).toBe(
      'invite-invalid',
    );
    expect((await community.owner.http.delete(pathOf(community))).status).toBe(404);
  });

  it('is for the owner only', async () => {
    expect((await community.member.http.delete(pathOf(community))).status).toBe(403);
    expect((await community.outsider.http.delete(pathOf(community))).status).toBe(404);
    expect((await community.member.http.get(pathOf(community))).status).toBe(200);
    expect((await community.owner.http.delete(pathOf(community))).status).toBe(204);
  });
});
