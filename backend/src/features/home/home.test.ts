import { Home } from '@kraken/shared';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type BuiltCommunity,
  buildChannel,
  buildCommunity,
  join,
} from '../../testing/factories/community.ts';
import { buildPerson, type Person } from '../../testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp();
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken);
});

const homeOf = async ({ http }: Person): Promise<Home> =>
  (await http.get('/api/users/me/home')).body;

async function send(
  by: Person,
  channelId: string,
  content: string,
): Promise<{ id: string; n: number }> {
  const path = `/api/channels/${channelId}/messages`;
  const { status, body } = await by.http.post(path, { nonce: randomUUID(), content });
  expect(status).toBe(201);
  return body;
}

describe('GET /api/users/me/home', () => {
  it('holds the person, and for a newcomer nothing else', async () => {
    const { status, body } = await community.outsider.http.get('/api/users/me/home');
    expect(status).toBe(200);
    expect(body).toEqual({ user: community.outsider.me, communities: [] });
    expect((await kraken.http().get('/api/users/me/home')).status).toBe(401);
  });

  it('holds communities in the order of joining, with the channels that hold messages', async () => {
    const second = await buildCommunity(kraken);
    await join(kraken, community.member, second.id);
    const extra = await buildChannel(kraken, community);
    const home = await homeOf(community.member);
    expect(Home.strict().parse(home)).toEqual(home);
    expect(home.communities.map(({ id }) => id)).toEqual([community.id, second.id]);
    const expected = [community.general, community.announcements, extra]
      .map(({ id }) => id)
      .toSorted();
    expect(home.communities[0]?.channels.map(({ channelId }) => channelId)).toEqual(expected);
    for (const { channels, ...own } of home.communities) {
      expect(channels.every(({ n, lastN, mentions }) => n + lastN + mentions === 0)).toBe(true);
      const {
        channels: _channels,
        permissions: _permissions,
        ...shown
      } = (await community.member.http.get(`/api/communities/${own.id}`)).body;
      expect(own).toEqual(shown);
    }
  });

  it('counts what was written since one read, and the mentions in it', async () => {
    const { owner, member, general } = community;
    const state = async () =>
      (await homeOf(member)).communities[0]?.channels.find(
        ({ channelId }) => channelId === general.id,
      );
    for (const content of ['one', `two <@${member.id}>`, `three <@${member.id}>`]) {
      await send(owner, general.id, content);
    }
    expect(await state()).toEqual({ channelId: general.id, n: 0, lastN: 3, mentions: 2 });
    await member.http.put(`/api/channels/${general.id}/read`, { n: 2 });
    expect(await state()).toEqual({ channelId: general.id, n: 2, lastN: 3, mentions: 1 });
    await member.http.put(`/api/channels/${general.id}/read`, { n: 3 });
    expect(await state()).toEqual({ channelId: general.id, n: 3, lastN: 3, mentions: 0 });
  });

  it('shows a newcomer nothing of old as unread', async () => {
    const { owner, outsider, general } = community;
    await send(owner, general.id, 'before their time');
    await join(kraken, outsider, community.id);
    await send(owner, general.id, 'welcome');
    const state = (await homeOf(outsider)).communities[0]?.channels.find(
      ({ channelId }) => channelId === general.id,
    );
    expect(state).toMatchObject({ n: 1, lastN: 2 });
  });

  it('holds nothing of a community that one left or that was deleted', async () => {
    const second = await buildCommunity(kraken);
    await join(kraken, community.member, second.id);
    await community.member.http.delete(`/api/communities/${community.id}/members/me`);
    expect((await homeOf(community.member)).communities.map(({ id }) => id)).toEqual([second.id]);
    await second.owner.http.delete(`/api/communities/${second.id}`);
    expect((await homeOf(community.member)).communities).toEqual([]);
  });

  it('is not sent again while nothing changed', async () => {
    const { http } = community.member;
    const first = await http.get('/api/users/me/home');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).not.toBe('');
    const ask = () => http.get('/api/users/me/home', { headers: { 'if-none-match': etag } });
    const again = await ask();
    expect([again.status, again.body]).toEqual([304, undefined]);
    await send(community.owner, community.general.id, 'news');
    const changed = await ask();
    expect(changed.status).toBe(200);
    expect(changed.headers.get('etag')).not.toBe(etag);
  });

  it("is one's own: the same question by another has another answer", async () => {
    const stranger = await buildPerson(kraken);
    const etag = (await community.member.http.get('/api/users/me/home')).headers.get('etag') ?? '';
    const answer = await stranger.http.get('/api/users/me/home', {
      headers: { 'if-none-match': etag },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toContain('private');
  });
});
