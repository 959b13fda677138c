import { CommunitySnapshot, Invite, InviteList, InvitePreview } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import {
  type BuiltCommunity,
  buildCommunity,
  buildInvite,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { buildPerson, type Person } from '../../testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
});

const listPath = () => `/api/communities/${community.id}/invites`;
const create = ({ http }: Person, body: object = {}) => http.post(listPath(), body);
const accept = ({ http }: Person, code: string) => http.post(`/api/invites/${code}/accept`);
const memberCount = async () =>
  (await community.owner.http.get(`/api/communities/${community.id}`)).body.memberCount;
const usesOf = async (code: string) =>
  (await kraken.get(Mongo).db.collection('invites').findOne({ code }))?.['uses'];

describe('POST …/invites', () => {
  it('makes an invite with its bounds', async () => {
    const { status, body } = await create(community.member, { maxUses: 3, expiresIn: 3600 });
    expect(status).toBe(201);
    expect(Invite.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      communityId: community.id,
      creatorId: community.member.id,
      uses: 0,
      maxUses: 3,
    });
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(3_600_000);
  });

  it('makes one without bounds', async () => {
    expect((await create(community.owner)).body).toMatchObject({ maxUses: null, expiresAt: null });
  });

  it('is hidden from an outsider', async () => {
    expect((await create(community.outsider)).status).toBe(404);
    expect((await create(community.member)).status).toBe(201);
    expect((await community.owner.http.get(listPath())).body.items).toHaveLength(1);
  });

  it.each([
    { maxUses: 0 },
    { maxUses: 1.5 },
    { maxUses: null },
    { expiresIn: 59 },
    { expiresIn: 1e12 },
    { uses: 0 },
    { code: 'chosen-by-me' },
    { communityId: 'f'.repeat(24) },
    { expiresAt: '2030-01-01T00:00:00.000Z' },
  ])('refuses %j', async (body) => {
    expect((await create(community.owner, body)).status).toBe(400);
    expect((await community.owner.http.get(listPath())).body.items).toEqual([]);
  });
});

describe('GET …/invites', () => {
  it('lists those that work, newest first, with who made them, to who manages them', async () => {
    const first = (await create(community.member)).body;
    const second = (await create(community.owner)).body;
    const usedUp = (await create(community.owner, { maxUses: 1 })).body;
    await accept(community.outsider, usedUp.code);
    const { status, body } = await community.owner.http.get(listPath());
    expect(status).toBe(200);
    expect(InviteList.strict().parse(body)).toEqual(body);
    expect(body.items).toEqual([second, first]);
    expect(body.users.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      [community.owner.id, community.member.id].toSorted(),
    );
    expect((await community.member.http.get(listPath())).status).toBe(403);
  });
});

describe('DELETE …/invites/:code', () => {
  const revoke = ({ http }: Person, code: string) => http.delete(`${listPath()}/${code}`);

  it('ends an invite: of oneself, or any for who manages them', async () => {
    const [own, other] = [
      (await create(community.member)).body,
      (await create(community.owner)).body,
    ];
    expect((await revoke(community.member, other.code)).status).toBe(403);
    expect((await revoke(community.outsider, own.code)).status).toBe(404);
    expect((await revoke(community.member, own.code)).status).toBe(204);
    expect((await revoke(community.owner, other.code)).status).toBe(204);
    expect((await revoke(community.owner, other.code)).status).toBe(404);
    for (const { code } of [own, other]) {
      expect((await accept(community.outsider, code)).body.code).toBe('invite-invalid');
      expect((await kraken.http().get(`/api/invites/${code}`)).body.code).toBe('invite-invalid');
    }
  });

  it("does not reach another community's invite", async () => {
    const elsewhere = await buildCommunity(kraken);
    const { code } = await buildInvite(kraken, elsewhere);
    expect((await revoke(community.owner, code)).status).toBe(404);
    expect((await kraken.http().get(`/api/invites/${code}`)).status).toBe(200);
  });
});

describe('GET /api/invites/:code', () => {
  it('shows anyone what it leads to and no more', async () => {
    const { code } = await buildInvite(kraken, community, { expiresIn: 600 });
    const socket = await community.member.socket();
    const { status, body } = await kraken.http().get(`/api/invites/${code}`);
    socket.close();
    expect(status).toBe(200);
    expect(InvitePreview.strict().parse(body)).toEqual(body);
    const { id, name, description } = community.snapshot;
    expect(body.community).toEqual({ id, name, description, memberCount: 2, onlineCount: 1 });
    expect(body.inviter).toEqual({ displayName: community.owner.me.displayName });
  });

  it('answers the same for one that never was and one that ran out', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 1 });
    await accept(community.outsider, code);
    const answers = await Promise.all(
      [code, 'abcdefghijkl'].map((one) => kraken.http().get(`/api/invites/${one}`)),
    );
    for (const { status, body } of answers)
      expect([status, body.code]).toEqual([404, 'invite-invalid']);
  });

  it.each(['a', '%00', 'a'.repeat(17), '__proto__', '[$ne]'])(
    'refuses the code %j',
    async (code) => {
      expect([400, 404]).toContain((await kraken.http().get(`/api/invites/${code}`)).status);
    },
  );
});

describe('POST /api/invites/:code/accept', () => {
  it('makes a member and answers the community', async () => {
    const { code } = await buildInvite(kraken, community);
    const { status, body } = await accept(community.outsider, code);
    expect(status).toBe(200);
    expect(CommunitySnapshot.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ id: community.id, memberCount: 3 });
    expect(await usesOf(code)).toBe(1);
  });

  it('gives one use to one of fifty who come at once', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 1 });
    const people = await Promise.all(Array.from({ length: 50 }, () => buildPerson(kraken)));
    const answers = await Promise.all(people.map((person) => accept(person, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === 'invite-invalid')).toHaveLength(49);
    expect(await usesOf(code)).toBe(1);
    expect(await memberCount()).toBe(3);
  }, 60_000);

  it('lets in as many as it has uses, each once', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 5 });
    const people = await Promise.all(Array.from({ length: 5 }, () => buildPerson(kraken)));
    const answers = await Promise.all([...people, ...people].map((person) => accept(person, code)));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect(await usesOf(code)).toBe(5);
    expect(await memberCount()).toBe(7);
  });

  it('uses nothing up for who is a member, and shows them the community even when it has run out', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 1 });
    expect((await accept(community.member, code)).body.id).toBe(community.id);
    expect(await usesOf(code)).toBe(0);
    await accept(community.outsider, code);
    expect((await accept(community.member, code)).body.id).toBe(community.id);
    expect(await memberCount()).toBe(3);
  });

  it('refuses one that has expired by the clock of the server', async () => {
    const { code } = await buildInvite(kraken, community, { expiresIn: 60 });
    const expired = { $set: { expiresAt: new Date(Date.now() - 1) } };
    await kraken.get(Mongo).db.collection('invites').updateOne({ code }, expired);
    expect((await accept(community.outsider, code)).body.code).toBe('invite-invalid');
    expect(await memberCount()).toBe(2);
  });

  it('gives the use back when the joining fails', async () => {
    const { code } = await buildInvite(kraken, community, { maxUses: 1 });
    // A community that vanished between the two: only the joining can notice.
    const communities = kraken.get(Mongo).db.collection('communities');
    const which = { _id: new ObjectId(community.id) };
    await communities.updateOne(which, { $set: { deletedAt: new Date() } });
    expect((await accept(community.outsider, code)).body.code).toBe('invite-invalid');
    await communities.updateOne(which, { $set: { deletedAt: null } });
    expect(await usesOf(code)).toBe(0);
    expect((await accept(community.outsider, code)).status).toBe(200);
  });
});
