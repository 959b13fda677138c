import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BuiltCommunity } from '../../testing/factories/community.ts';
import { buildCommunity } from '../../testing/factories/community.ts';
import type { Person } from '../../testing/factories/person.ts';
import { buildSecondDevice } from '../../testing/factories/person.ts';
import { hasRedis, RedisServer } from '../../testing/redis-server.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import type { TwoPods } from '../../testing/two-pods.ts';
import { startTwoPods } from '../../testing/two-pods.ts';

describe.skipIf(!hasRedis)('two backends of one instance', () => {
  let redis: RedisServer;
  let pods: TwoPods;
  let one: TestApp;
  let two: TestApp;
  let community: BuiltCommunity;
  /** Signed in twice; the second device is the one that ends. */
  let person: Person;
  let other: Person;

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
    person = community.member;
    other = await buildSecondDevice(one, person);
  });

  const currentId = async ({ http }: Person) =>
    (await http.get('/api/auth/sessions')).body.items.find(
      ({ current }: { current: boolean }) => current,
    ).id;

  it('end a session together: sockets and access', async () => {
    const socket = await two.socket(other.token);
    const http = two.http(other.token);
    expect((await http.get('/api/users/me')).status).toBe(200);
    await person.http.delete(`/api/auth/sessions/${await currentId(other)}`);
    expect(await socket.next('session.revoked')).toEqual({ reason: 'revoked' });
    await socket.closed();
    expect((await http.get('/api/users/me')).body).toMatchObject({ code: 'session-ended' });
  });

  it('give one descendant to refreshes that come to both at once', async () => {
    const token = person.http.cookies.get('kraken_refresh') ?? '';
    const refresh = async (kraken: TestApp) => {
      const http = kraken.http();
      http.cookies.set('kraken_refresh', token);
      const { status } = await http.post('/api/auth/refresh');
      return `${status} ${http.cookies.get('kraken_refresh')}`;
    };
    const both = Array.from({ length: 20 }, (_, index) => refresh(index % 2 ? one : two));
    const answers = new Set(await Promise.all(both));
    expect([...answers]).toEqual([expect.stringMatching(/^200 /)]);
    expect(answers.has(`200 ${token}`)).toBe(false);
  });

  it('tell of people who are on either, and count the liveliest device', async () => {
    const onlooker = await one.socket(community.owner.token);
    const seen = (status: string) =>
      onlooker.next(
        'presence.updated',
        (presence) => presence.userId === person.id && presence.status === status,
      );
    const here = await one.socket(person.token);
    await seen('online');
    const there = await two.socket(other.token);
    await here.signal('presence.set', { status: 'idle' });
    await there.signal('presence.set', { status: 'idle' });
    await seen('idle');
    await there.signal('presence.set', { status: 'online' });
    await seen('online');
    there.close();
    await seen('idle');
    here.close();
    await seen('offline');
    const { body } = await community.owner.http.get(
      `/api/communities/${community.id}/members/${person.id}`,
    );
    expect(body.presence).toBe('offline');
  });

  it('end a session within five seconds when no notice can get through', async () => {
    const socket = await two.socket(other.token);
    const http = two.http(other.token);
    expect((await http.get('/api/users/me')).status).toBe(200);
    const sessionId = await currentId(other);
    await redis.kill();
    const endedAt = performance.now();
    expect((await person.http.delete(`/api/auth/sessions/${sessionId}`)).status).toBe(204);
    expect(await socket.next('session.revoked')).toEqual({ reason: 'revoked' });
    await socket.closed();
    expect(performance.now() - endedAt).toBeLessThan(5000);
    expect((await http.get('/api/users/me')).body).toMatchObject({ code: 'session-ended' });
    await redis.run();
  });
});
