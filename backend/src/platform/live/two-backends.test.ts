import type { Audience } from '@kraken/shared';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PlainAudiences, PlainPorts, tokenFor } from '../../testing/platform-features.ts';
import { RedisServer, hasRedis } from '../../testing/redis-server.ts';
import type { SocketClient } from '../../testing/socket-client.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import type { TwoPods } from '../../testing/two-pods.ts';
import { startTwoPods } from '../../testing/two-pods.ts';
import { Bus } from '../bus/bus.ts';
import { Live } from './live.ts';

const c1: Audience & { kind: 'community' } = { kind: 'community', communityId: 'c1' };
const version = (number: number) => ({
  id: 'c1',
  name: '',
  description: '',
  ownerId: '',
  version: number,
  memberCount: 1,
  createdAt: '',
});

describe.skipIf(!hasRedis)('the live world of two backends', () => {
  let redis: RedisServer;
  let pods: TwoPods;
  let one: TestApp;
  let two: TestApp;
  let ann: SocketClient;
  let bob: SocketClient;
  const heardBy = (socket: SocketClient) =>
    socket.heard
      .filter(({ event }) => event === 'community.updated')
      .map(({ payload }) => (payload as { version: number }).version);

  beforeAll(async () => {
    redis = await RedisServer.start();
    pods = await startTwoPods({ REDIS_URL: redis.url }, [PlainPorts]);
    [one, two] = pods.pods;
    await whole();
    for (const pod of pods.pods) {
      for (const user of ['ann', 'bob', 'cid']) pod.get(PlainAudiences).byUser.set(user, [c1]);
    }
    [ann, bob] = await Promise.all([one.socket(tokenFor('ann')), two.socket(tokenFor('bob'))]);
  });
  afterAll(async () => {
    await pods.stop();
    await redis.stop();
  });

  const whole = () =>
    vi.waitFor(() => expect(pods.pods.every((pod) => pod.get(Bus).isWhole)).toBe(true), {
      timeout: 10_000,
    });

  it('tells an event once to everybody, in the order in which a backend said it', async () => {
    for (let number = 1; number <= 200; number++)
      one.get(Live).publish('community.updated', c1, version(number));
    for (const socket of [ann, bob]) {
      await socket.next('community.updated', ({ version: last }) => last === 200);
      expect(heardBy(socket)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    }
  });

  it('takes a person out of a room on every backend', async () => {
    const cid = await two.socket(tokenFor('cid'));
    one.get(Live).revokeAccess('cid', { communityId: 'c1' });
    expect(await cid.next('access.revoked')).toEqual({ communityId: 'c1' });
    one.get(Live).publish('community.updated', c1, version(300));
    await bob.next('community.updated', ({ version: number }) => number === 300);
    one
      .get(Live)
      .publish(
        'read.updated',
        { kind: 'user', userId: 'cid' },
        { channelId: 'x', n: 0, mentions: 0 },
      );
    await cid.next('read.updated');
    expect(heardBy(cid)).toEqual([]);
  });

  it('ends a session on every backend', async () => {
    const cid = await two.socket(tokenFor('cid', { sessionId: 'ending' }));
    one.get(Live).disconnectSession({ sessionId: 'ending', userId: 'cid' }, 'password-changed');
    expect(await cid.next('session.revoked')).toEqual({ reason: 'password-changed' });
    await cid.closed();
  });

  it('has clients catch up while Redis is gone and when it is back, and takes away rooms lost meanwhile', async () => {
    const before = bob.heard.filter(({ event }) => event === 'session.ready').length;
    await redis.kill();
    two.get(PlainAudiences).byUser.set('bob', []);
    one.get(Live).publish('community.updated', c1, version(400));
    await ann.next('community.updated', ({ version: number }) => number === 400);
    // Told to ask, though nobody can tell them what they missed.
    await bob.next('session.ready');
    const rooms = bob.heard.filter(({ event }) => event === 'session.ready').length;
    expect(rooms).toBeGreaterThan(before);
    two.get(Live).publish('community.updated', c1, version(401));

    two.get(PlainAudiences).byUser.set('bob', [c1]);
    await redis.run();
    await whole();
    await bob.next('session.ready');
    await vi.waitFor(async () => {
      one.get(Live).publish('community.updated', c1, version(500));
      await bob.next('community.updated', ({ version: number }) => number === 500);
    });
    expect(heardBy(bob)).not.toContain(401);
  });

  it('goes on for its own people while Redis hangs', async () => {
    redis.freeze();
    one.get(Live).publish('community.updated', c1, version(600));
    await ann.next('community.updated', ({ version: number }) => number === 600);
    expect(heardBy(ann)).toContain(600);
    redis.thaw();
    await whole();
  });
});
