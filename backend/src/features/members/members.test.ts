import { limits, Member, MemberList } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import {
  type BuiltCommunity,
  buildCommunity,
  buildInvite,
  join,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { buildPerson, type Person } from '../../testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { ReadsService } from '../reads/reads.service.ts';
import { JoiningService } from './joining.service.ts';

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

const pathOf = (rest = '') => `/api/communities/${community.id}/members${rest}`;
const leave = ({ http }: Person) => http.delete(pathOf('/me'));

describe('GET …/members', () => {
  it('lists members by pages in the order of their ids, each once', async () => {
    const people = await Promise.all(Array.from({ length: 5 }, () => buildPerson(kraken)));
    await Promise.all(people.map((person) => join(kraken, person, community.id)));
    const ids: string[] = [];
    let next: string | undefined;
    do {
      const { status, body } = await community.member.http.get(
        pathOf(`?limit=3${next ? `&after=${next}` : ''}`),
      );
      expect(status).toBe(200);
      expect(MemberList.strict().parse(body)).toEqual(body);
      ids.push(...body.items.map((member: Member) => member.user.id));
      next = body.next;
    } while (next);
    const all = [community.owner, community.member, ...people].map(({ id }) => id);
    expect(ids).toEqual(all.toSorted());
  });

  it('finds by the beginning of a name, over pages', async () => {
    const people = await Promise.all(
      ['Zoë Quist', 'Anna Zoeller', 'Bob'].map((displayName) =>
        buildPerson(kraken, { displayName }),
      ),
    );
    await Promise.all(people.map((person) => join(kraken, person, community.id)));
    const found = async (query: string) =>
      (await community.member.http.get(pathOf(`?${query}`))).body.items.map(
        (member: Member) => member.user.displayName,
      );
    expect((await found('q=zoe')).toSorted()).toEqual(['Anna Zoeller', 'Zoë Quist']);
    expect(await found('q=zoe&limit=1')).toHaveLength(1);
    expect(await found('q=.*')).toEqual([]);
    expect(await found('q=%24ne')).toEqual([]);
  });

  it('is hidden from an outsider, with a search too', async () => {
    for (const path of [pathOf(), pathOf('?q=a')]) {
      expect((await community.outsider.http.get(path)).status).toBe(404);
      expect((await community.member.http.get(path)).status).toBe(200);
    }
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=1e9',
    'limit=101',
    'after=x',
    'q[$ne]=a',
    'limit=1&limit=2',
    'other=1',
  ])('refuses ?%s', async (query) => {
    expect((await community.member.http.get(pathOf(`?${query}`))).status).toBe(400);
  });
});

describe('GET …/members/:userId', () => {
  it('shows a member to members only, and nobody else as one', async () => {
    const { status, body } = await community.owner.http.get(pathOf(`/${community.member.id}`));
    expect(status).toBe(200);
    expect(Member.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ communityId: community.id, user: { id: community.member.id } });
    expect((await community.owner.http.get(pathOf(`/${community.outsider.id}`))).status).toBe(404);
    expect((await community.outsider.http.get(pathOf(`/${community.member.id}`))).status).toBe(404);
  });
});

describe('joining', () => {
  it('tells the person and the community', async () => {
    const [newcomer, witness] = await Promise.all([
      community.outsider.socket(),
      community.owner.socket(),
    ]);
    await join(kraken, community.outsider, community.id);
    expect(await newcomer.next('access.granted')).toEqual({ communityId: community.id });
    const told = await witness.next('member.joined');
    expect(told).toMatchObject({ communityId: community.id, memberCount: 3 });
    const { body } = await community.owner.http.get(pathOf(`/${community.outsider.id}`));
    expect(told.member).toEqual({ ...body, presence: told.member.presence });
    expect(await newcomer.next('member.joined')).toEqual(told);
  });

  it('happens once for one person, however often at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, () =>
        kraken.get(JoiningService).join(community.outsider.id, community.id),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(
      (await community.owner.http.get(`/api/communities/${community.id}`)).body.memberCount,
    ).toBe(3);
  });

  it('counts many at once exactly, and the last count told is the true one', async () => {
    const socket = await community.owner.socket();
    const people = await Promise.all(Array.from({ length: 12 }, () => buildPerson(kraken)));
    await Promise.all(people.map((person) => join(kraken, person, community.id)));
    await Promise.all(people.slice(0, 5).map((person) => leave(person)));
    const counts: number[] = [];
    for (let told = 0; told < 12; told++)
      counts.push((await socket.next('member.joined')).memberCount);
    for (let told = 0; told < 5; told++)
      counts.push((await socket.next('member.left')).memberCount);
    expect(counts.at(-1)).toBe(9);
    expect(
      (await community.owner.http.get(`/api/communities/${community.id}`)).body.memberCount,
    ).toBe(9);
    expect((await community.owner.http.get(pathOf('?limit=100'))).body.items).toHaveLength(9);
  }, 60_000);

  it('stops at the limit of communities, also for many at once', async () => {
    const newcomer = await buildPerson(kraken);
    const userId = new ObjectId(newcomer.id);
    const filler = Array.from({ length: limits.communitiesPerUser - 1 }, () => ({
      _id: new ObjectId(),
      communityId: new ObjectId(),
      userId,
      joinedAt: new Date(),
    }));
    await kraken.get(Mongo).db.collection('members').insertMany(filler);
    const others = await Promise.all(Array.from({ length: 3 }, () => buildCommunity(kraken)));
    const invites = await Promise.all(
      others.map((other) => buildInvite(kraken, other, { maxUses: 1 })),
    );
    const answers = await Promise.all(
      invites.map(({ code }) => newcomer.http.post(`/api/invites/${code}/accept`)),
    );
    expect(answers.map(({ status, body }) => body.code ?? status).toSorted()).toEqual([
      200,
      'limit-reached',
      'limit-reached',
    ]);
    // Who was refused has not used the invite up.
    const refused = answers.findIndex(({ status }) => status !== 200);
    const stranger = await buildPerson(kraken);
    expect((await stranger.http.post(`/api/invites/${invites[refused]?.code}/accept`)).status).toBe(
      200,
    );
  }, 60_000);
});

describe('DELETE …/members/me', () => {
  it('ends all access on every device at once', async () => {
    const [first, second, witness] = await Promise.all([
      community.member.socket(),
      community.member.socket(),
      community.owner.socket(),
    ]);
    // Fills the caches of access.
    await community.member.http.get(`/api/channels/${community.general.id}`);
    expect((await leave(community.member)).status).toBe(204);
    expect(await first.next('access.revoked')).toEqual({ communityId: community.id });
    expect(await second.next('access.revoked')).toEqual({ communityId: community.id });
    expect(await witness.next('member.left')).toEqual({
      communityId: community.id,
      memberCount: 1,
      userId: community.member.id,
    });
    for (const path of [
      `/api/communities/${community.id}`,
      `/api/channels/${community.general.id}`,
      pathOf(),
    ]) {
      expect((await community.member.http.get(path)).status).toBe(404);
    }
    const before = [first.heard.length, second.heard.length];
    await community.owner.http.patch(`/api/communities/${community.id}`, { name: 'Without them' });
    await witness.next('community.updated');
    // Told over the same connection afterwards: what was to come before has come.
    await community.member.http.patch('/api/users/me', { displayName: 'Gone' });
    await Promise.all([first.next('user.updated'), second.next('user.updated')]);
    const after = [...first.heard.slice(before[0]), ...second.heard.slice(before[1])];
    expect(JSON.stringify(after)).not.toContain(community.id);
  });

  it('does not let a fresh socket hear the community', async () => {
    await leave(community.member);
    const [gone, witness] = await Promise.all([
      community.member.socket(),
      community.owner.socket(),
    ]);
    await community.owner.http.patch(`/api/communities/${community.id}`, { name: 'Without them' });
    await witness.next('community.updated');
    await community.member.http.patch('/api/users/me', { displayName: 'Gone' });
    await gone.next('user.updated');
    expect(JSON.stringify(gone.heard)).not.toContain(community.id);
  });

  it('ends the access of who leaves before their joining has been told', async () => {
    const [gone, witness] = await Promise.all([
      community.outsider.socket(),
      community.owner.socket(),
    ]);
    const slow = vi
      .spyOn(kraken.get(ReadsService), 'beginAtEnd')
      .mockImplementationOnce(async () => void (await leave(community.outsider)));
    await join(kraken, community.outsider, community.id);
    expect(slow).toHaveBeenCalledOnce();
    slow.mockRestore();
    await community.owner.http.patch(`/api/communities/${community.id}`, { name: 'Without them' });
    await witness.next('community.updated');
    await community.outsider.http.patch('/api/users/me', { displayName: 'Gone' });
    await gone.next('user.updated');
    expect(JSON.stringify(gone.heard)).not.toContain('Without them');
    // The last word that their devices have about the community.
    const access = gone.heard.filter(({ event }) => event.startsWith('access.'));
    expect(access.at(-1)?.event).toBe('access.revoked');
  });

  it('is not for the owner, and nothing for an outsider', async () => {
    const { status, body } = await leave(community.owner);
    expect([status, body.code]).toEqual([409, 'owner-must-stay']);
    expect((await leave(community.outsider)).status).toBe(404);
    expect(
      (await community.owner.http.get(`/api/communities/${community.id}`)).body.memberCount,
    ).toBe(2);
    expect((await leave(community.member)).status).toBe(204);
    expect((await leave(community.member)).status).toBe(404);
  });

  it('lets the person come back', async () => {
    const { code } = await buildInvite(kraken, community);
    await leave(community.member);
    const { status, body } = await community.member.http.post(`/api/invites/${code}/accept`);
    expect([status, body.memberCount]).toEqual([200, 2]);
    expect((await community.member.http.get(`/api/channels/${community.general.id}`)).status).toBe(
      200,
    );
  });
});
