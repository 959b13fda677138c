import type { ChangePage, Message } from '@kraken/shared';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Bus } from '../../platform/bus/bus.ts';
import { type BuiltCommunity, buildCommunity } from '../../testing/factories/community.ts';
import { hasRedis, RedisServer } from '../../testing/redis-server.ts';
import type { SocketClient } from '../../testing/socket-client.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTwoPods, type TwoPods } from '../../testing/two-pods.ts';

describe.skipIf(!hasRedis)('a channel on two backends', () => {
  let redis: RedisServer;
  let pods: TwoPods;
  let one: TestApp;
  let two: TestApp;
  let community: BuiltCommunity;
  /** The member, who is on the second backend with everything. */
  let reader: SocketClient;

  beforeAll(async () => {
    redis = await RedisServer.start();
    pods = await startTwoPods({ REDIS_URL: redis.url, RATE_FACTOR: '1000' });
    [one, two] = pods.pods;
  });
  afterAll(async () => {
    await pods.stop();
    await redis.stop();
  });
  beforeEach(async () => {
    community = await buildCommunity(one);
    reader = await two.socket(community.member.token);
  });

  const path = () => `/api/channels/${community.general.id}`;
  const send = async (content: string, pod = one): Promise<Message> => {
    const http = pod.http(community.owner.token);
    const answer = await http.post(`${path()}/messages`, { nonce: randomUUID(), content });
    expect(answer.status).toBe(201);
    return answer.body;
  };
  const heardContents = () =>
    reader.heard
      .filter(({ event }) => event === 'message.created')
      .map(({ payload }) => (payload as Message).content);
  const whole = () =>
    vi.waitFor(() => expect(pods.pods.every((pod) => pod.get(Bus).isWhole)).toBe(true), {
      timeout: 10_000,
    });

  it('tells on the other what was sent, changed and reacted to on the one', async () => {
    const sent = await send('from one');
    expect(await reader.next('message.created')).toEqual(sent);
    const message = `${path()}/messages/${sent.id}`;
    await community.owner.http.patch(message, { content: 'changed' });
    expect(await reader.next('message.updated')).toMatchObject({ content: 'changed', seq: 2 });
    await two.http(community.member.token).put(`${message}/reactions/${encodeURIComponent('🎉')}`);
    expect(await reader.next('reaction.added')).toMatchObject({ seq: 3, count: 1 });
    await community.owner.http.delete(message);
    expect(await reader.next('message.deleted')).toMatchObject({ id: sent.id, seq: 4 });
  });

  it('numbers what both store at once without a gap, and tells all of it', async () => {
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, index) => send(`m${index}`, index % 2 ? one : two)),
    );
    const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
    expect(sent.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(numbers);
    expect(sent.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(numbers);
    await vi.waitFor(() =>
      expect(heardContents().toSorted()).toEqual(sent.map(({ content }) => content).toSorted()),
    );
  });

  it('shows who types, and how far the person has read on another device', async () => {
    await send(`<@${community.member.id}>`);
    const [writer, otherDevice] = [
      await one.socket(community.owner.token),
      await one.socket(community.member.token),
    ];
    const channelId = community.general.id;
    expect(await writer.signal('typing.start', { channelId })).toEqual({ ok: true });
    expect(await reader.next('typing.started')).toEqual({ channelId, userId: community.owner.id });
    await two.http(community.member.token).put(`${path()}/read`, { n: 1 });
    const read = { channelId, n: 1, mentions: 0 };
    expect(await otherDevice.next('read.updated')).toEqual(read);
    expect(await reader.next('read.updated', ({ n }) => n === 1)).toEqual(read);
  });

  it('goes on while Redis is gone, has readers catch up, and goes on as before when it is back', async () => {
    await send('before');
    const { seq } = await reader.next('message.created');
    const readies = () => reader.heard.filter(({ event }) => event === 'session.ready').length;
    const before = readies();
    await redis.kill();
    const missed = await send('while Redis is gone');
    await redis.run();
    await whole();
    // Everybody is told to ask once the line between the backends is whole again.
    await vi.waitFor(() => expect(readies()).toBeGreaterThan(before));
    const changes: ChangePage = (
      await two.http(community.member.token).get(`${path()}/changes?after=${seq}`)
    ).body;
    expect(changes).toMatchObject({ items: [{ id: missed.id }], seq: missed.seq, more: false });
    await vi.waitFor(
      async () => {
        const { content } = await send(`after ${randomUUID()}`);
        await vi.waitFor(() => expect(heardContents()).toContain(content));
      },
      { timeout: 10_000 },
    );
    const writer = await one.socket(community.owner.token);
    await writer.signal('typing.start', { channelId: community.general.id });
    expect(await reader.next('typing.started')).toMatchObject({ userId: community.owner.id });
    // Redis came back empty: who is here was entered again.
    await vi.waitFor(async () => {
      const { member, owner, id } = community;
      const { body } = await owner.http.get(`/api/communities/${id}/members/${member.id}`);
      expect(body.presence).toBe('online');
    });
  });
});
