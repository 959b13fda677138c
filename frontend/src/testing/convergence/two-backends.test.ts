import type { Home } from '@kraken/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, it, vi, expect } from 'vitest';
import { Bus } from '../../../../backend/src/platform/bus/bus.ts';
import { buildPeople, type People } from '../../../../backend/src/testing/factories/community.ts';
import { buildPerson, type Person } from '../../../../backend/src/testing/factories/person.ts';
import { hasRedis, RedisServer } from '../../../../backend/src/testing/redis-server.ts';
import type { TestApp } from '../../../../backend/src/testing/start-test-app.ts';
import { startTwoPods, type TwoPods } from '../../../../backend/src/testing/two-pods.ts';
import { connectApi, Device } from './device.ts';
import { allHeard, expectConverged } from './expect-converged.ts';
import { type Operation, perform, roundsArbitrary } from './operations.ts';
import { buildStage, communityPath, type Stage } from './stage.ts';

describe.skipIf(!hasRedis)('two backends of one instance', () => {
  let redis: RedisServer;
  let pods: TwoPods;
  let one: TestApp;
  let two: TestApp;
  let cast: People & { watcher: Person };

  beforeAll(async () => {
    redis = await RedisServer.start();
    pods = await startTwoPods({ REDIS_URL: redis.url, RATE_FACTOR: '1000' });
    [one, two] = pods.pods;
    connectApi();
    cast = { ...(await buildPeople(one)), watcher: await buildPerson(one) };
  });
  afterAll(async () => {
    await pods.stop();
    await redis.stop();
  });

  const whole = () =>
    vi.waitFor(() => expect(pods.pods.every((pod) => pod.get(Bus).isWhole)).toBe(true), {
      timeout: 20_000,
    });

  /** Half of what people do goes to the other backend. */
  const elsewhere = (stage: Stage): Stage => {
    const there = (person: Person): Person => ({ ...person, http: two.http(person.token) });
    const { owner, member, outsider, watcher } = stage;
    return {
      ...stage,
      owner: there(owner),
      member: there(member),
      outsider: there(outsider),
      watcher: there(watcher),
    };
  };

  async function play(stage: Stage, rounds: readonly (readonly Operation[])[]): Promise<void> {
    const stages = [stage, elsewhere(stage)];
    for (const round of rounds) {
      const answers = await Promise.all(
        round.map((operation, at) => perform(stages[at % 2] as Stage, operation)),
      );
      for (const { status, body } of answers)
        expect(status, JSON.stringify(body)).toBeLessThan(500);
    }
  }

  /** What one backend tells passes through Redis: nothing else can say that all of it has come. */
  async function allHeardFromBoth(devices: readonly Device[]): Promise<void> {
    await allHeard(one, devices);
    await allHeard(two, devices);
  }

  /** A device that comes to one backend in the moment of a send on the other may see it as read: not before anybody begins. */
  async function bothKnow({ general, watcher, second }: Stage): Promise<void> {
    await vi.waitFor(async () => {
      for (const pod of pods.pods) {
        const home: Home = (await pod.http(watcher.token).get('/api/users/me/home')).body;
        const channels = home.communities.flatMap((community) => community.channels);
        expect(channels.find(({ channelId }) => channelId === general.id)?.lastN).toBe(second.n);
      }
    });
  }

  async function live(
    rounds: readonly (readonly Operation[])[],
    inBetween: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const stage = await buildStage(one, cast);
    await bothKnow(stage);
    const { owner, member, watcher, outsider } = cast;
    const devices = await Promise.all([
      Device.open(one, watcher, { name: 'watcher on one' }),
      Device.open(two, watcher, { name: 'watcher on two', attention: 'elsewhere' }),
      Device.open(two, member, { name: 'member on two' }),
      Device.open(one, owner, { name: 'owner on one' }),
      Device.open(two, outsider, { name: 'outsider on two' }),
    ]);
    try {
      await play(stage, rounds);
      await inBetween();
      await allHeardFromBoth(devices);
      await expectConverged(devices, { backends: 2 });
    } finally {
      for (const device of devices) device.close();
      await owner.http.delete(communityPath(stage));
    }
  }

  it('converge whatever several people do on both at once', async () => {
    await fc.assert(
      fc.asyncProperty(roundsArbitrary, (rounds) => live(rounds)),
      { numRuns: 10, endOnFailure: true },
    );
  }, 300_000);

  it('converge after Redis was gone in the middle of it', async () => {
    await fc.assert(
      fc.asyncProperty(roundsArbitrary, async (rounds) => {
        await whole();
        await redis.kill();
        try {
          await live(rounds, async () => {
            await redis.run();
            await whole();
          });
        } finally {
          if (!redis.isRunning) await redis.run();
        }
      }),
      { numRuns: 3, endOnFailure: true },
    );
  }, 300_000);
});
