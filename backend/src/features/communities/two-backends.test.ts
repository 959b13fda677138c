import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import {
  type BuiltCommunity,
  buildCommunity,
  buildInvite,
} from '../../testing/factories/community.ts';
import { buildPerson } from '../../testing/factories/person.ts';
import { hasRedis, RedisServer } from '../../testing/redis-server.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTwoPods, type TwoPods } from '../../testing/two-pods.ts';
import { MembershipsService } from './memberships.service.ts';

describe.skipIf(!hasRedis)('two backends of one instance', () => {
  let redis: RedisServer;
  let pods: TwoPods;
  let one: TestApp;
  let two: TestApp;
  let community: BuiltCommunity;

  beforeAll(async () => {
    redis = await RedisServer.start();
    pods = await startTwoPods({ REDIS_URL: redis.url });
    [one, two] = pods.pods;
  });
  afterAll(async () => {
    await pods.stop();
    await redis.stop();
  });
  beforeEach(async () => {
    community = await buildCommunity(one);
  });

  it('end the access of who leaves on one of them: rooms and remembered rights', async () => {
    const { member, owner, general } = community;
    const elsewhere = two.http(member.token);
    const [socket, witness] = await Promise.all([
      two.socket(member.token),
      two.socket(owner.token),
    ]);
    // Remembered by the other backend from now on.
    expect((await elsewhere.get(`/api/channels/${general.id}`)).status).toBe(200);
    await member.http.delete(`/api/communities/${community.id}/members/me`);
    expect(await socket.next('access.revoked')).toEqual({ communityId: community.id });
    await witness.next('member.left');
    expect((await elsewhere.get(`/api/channels/${general.id}`)).status).toBe(404);
    const before = socket.heard.length;
    await owner.http.patch(`/api/channels/${general.id}`, { topic: 'between us' });
    await witness.next('channel.updated');
    await member.http.patch('/api/users/me', { displayName: 'Gone' });
    await socket.next('user.updated');
    expect(JSON.stringify(socket.heard.slice(before))).not.toContain(community.id);
  });

  it('end it also when the notice was lost', async () => {
    const { member, owner, general } = community;
    const [socket, witness] = await Promise.all([
      two.socket(member.token),
      two.socket(owner.token),
    ]);
    expect((await two.http(member.token).get(`/api/channels/${general.id}`)).status).toBe(200);
    // What a backend writes that dies, or is cut off, right after the commit.
    await one
      .get(Mongo)
      .transaction((transaction) =>
        one.get(MembershipsService).dismiss(member.id, community.id, transaction),
      );
    expect(await socket.next('access.revoked')).toEqual({ communityId: community.id });
    const before = socket.heard.length;
    await owner.http.patch(`/api/channels/${general.id}`, { topic: 'between us' });
    await witness.next('channel.updated');
    await member.http.patch('/api/users/me', { displayName: 'Gone' });
    await socket.next('user.updated');
    expect(JSON.stringify(socket.heard.slice(before))).not.toContain(community.id);
    expect((await two.http(member.token).get(`/api/channels/${general.id}`)).status).toBe(404);
  });

  it('let who joined on one of them hear and read on the other', async () => {
    const { outsider, general } = community;
    const socket = await two.socket(outsider.token);
    const { code } = await buildInvite(one, community);
    await outsider.http.post(`/api/invites/${code}/accept`);
    expect(await socket.next('access.granted')).toEqual({ communityId: community.id });
    expect((await two.http(outsider.token).get(`/api/channels/${general.id}`)).status).toBe(200);
    await community.owner.http.patch(`/api/communities/${community.id}`, { name: 'Together' });
    expect((await socket.next('community.updated')).name).toBe('Together');
  });

  it('forget a channel that was deleted on the other', async () => {
    const { member, owner, general } = community;
    const elsewhere = two.http(member.token);
    const socket = await two.socket(member.token);
    const path = `/api/channels/${general.id}`;
    expect((await elsewhere.get(path)).status).toBe(200);
    await owner.http.delete(path);
    await socket.next('channel.deleted');
    expect((await elsewhere.get(path)).status).toBe(404);
  });

  it('count versions and members together', async () => {
    const { owner } = community;
    const path = `/api/communities/${community.id}`;
    const podOf = (index: number): TestApp => (index % 2 === 0 ? one : two);
    const people = await Promise.all(Array.from({ length: 8 }, () => buildPerson(one)));
    const { code } = await buildInvite(one, community, { maxUses: 5 });
    const [changes, joins] = await Promise.all([
      Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          podOf(index)
            .http(owner.token)
            .post(`${path}/channels`, { name: `c${index}`, type: 'text' }),
        ),
      ),
      Promise.all(
        people.map(({ token }, index) =>
          podOf(index).http(token).post(`/api/invites/${code}/accept`),
        ),
      ),
    ]);
    expect(changes.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(joins.filter(({ status }) => status === 200)).toHaveLength(5);
    const { body } = await owner.http.get(path);
    expect(body).toMatchObject({ version: community.snapshot.version + 8, memberCount: 7 });
    expect(body.channels).toHaveLength(11);
    const positions = body.channels.map(({ position }: { position: number }) => position);
    expect(new Set(positions).size).toBe(11);
  }, 60_000);
});
