import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RedisServer, hasRedis } from '../../testing/redis-server.ts';
import type { Bus } from './bus.ts';
import { topic } from './bus.ts';
import { MemoryBus } from './memory-bus.ts';
import { RedisBus } from './redis-bus.ts';
import { RedisClients } from './redis-clients.ts';

const said = topic<{ text: string }>('test.said');
const told = topic<{ text: string }>('test.told');

interface Subject {
  bus: Bus;
  /** Another backend of the same instance; the same one where there can be no other. */
  other: Bus;
  stop(): Promise<void>;
}

const inProcess = async (): Promise<Subject> => {
  const bus = new MemoryBus();
  return { bus, other: bus, stop: () => bus.close() };
};

const overRedis = async (): Promise<Subject> => {
  const server = await RedisServer.start();
  const [bus, other] = await Promise.all([connect(server), connect(server)]);
  return {
    bus,
    other,
    async stop() {
      await Promise.all([bus.close(), other.close()]);
      await server.stop();
    },
  };
};

async function connect(server: RedisServer): Promise<RedisBus> {
  const bus = new RedisBus(new RedisClients(server.url), 'test:');
  await vi.waitFor(() => expect(bus.isWhole).toBe(true), { timeout: 10_000 });
  return bus;
}

const kinds: [string, () => Promise<Subject>, boolean][] = [
  ['in process', inProcess, true],
  ['over Redis', overRedis, hasRedis],
];

for (const [kind, make, isPossible] of kinds) {
  describe.skipIf(!isPossible)(`the bus ${kind}`, () => {
    let subject: Subject;
    let bus: Bus;
    let other: Bus;
    beforeAll(async () => {
      subject = await make();
      ({ bus, other } = subject);
    });
    afterAll(() => subject.stop());

    it('tells its own listeners before publish returns', () => {
      const heard: string[] = [];
      const stop = bus.subscribe(said, ({ text }) => heard.push(text));
      bus.publish(said, { text: 'here' });
      expect(heard).toEqual(['here']);
      stop();
      bus.publish(said, { text: 'after' });
      expect(heard).toEqual(['here']);
    });

    it('tells listeners of another backend in order, each notice once', async () => {
      const heard: string[] = [];
      const done = new Promise<void>((resolve) => {
        other.subscribe(told, ({ text }) => {
          heard.push(text);
          if (text === 'last') resolve();
        });
      });
      bus.publish(told, { text: 'first' });
      bus.publish(told, { text: 'last' });
      await done;
      expect(heard).toEqual(['first', 'last']);
    });

    it('counts over all backends within a window', async () => {
      expect((await bus.increment('a', 60)).count).toBe(1);
      expect((await other.increment('a', 60)).count).toBe(2);
      const { count, resetsIn } = await bus.increment('a', 60);
      expect(count).toBe(3);
      expect(resetsIn).toBeGreaterThan(50);
      expect(resetsIn).toBeLessThanOrEqual(60);
      expect((await bus.increment('b', 60)).count).toBe(1);
    });

    it('begins a new window when the old one is over', async () => {
      await bus.increment('short', 0.05);
      await vi.waitFor(async () => expect((await bus.increment('short', 0.05)).count).toBe(1), {
        interval: 80,
      });
    });

    it('keeps a value until it is deleted or its time is over', async () => {
      expect(await other.get('key')).toBeUndefined();
      await bus.set('key', 'value', 60);
      expect(await other.get('key')).toBe('value');
      await bus.delete('key');
      expect(await other.get('key')).toBeUndefined();
      await bus.set('brief', 'value', 0.03);
      await vi.waitFor(async () => expect(await bus.get('brief')).toBeUndefined());
    });

    it('keeps members of a set, each for their own time', async () => {
      await bus.addMember('people', 'ann', 60);
      await other.addMember('people', 'bob', 60);
      await bus.addMember('people', 'cid', 0.03);
      await vi.waitFor(async () =>
        expect((await bus.members('people')).sort()).toEqual(['ann', 'bob']),
      );
      await bus.removeMember('people', 'ann');
      expect(await other.members('people')).toEqual(['bob']);
      expect(await bus.members('nobody')).toEqual([]);
    });
  });
}

describe.skipIf(!hasRedis)('the bus over a Redis that fails', () => {
  it('goes on alone while Redis is gone, and joins again after its restart', async () => {
    const server = await RedisServer.start();
    const [bus, other] = await Promise.all([connect(server), connect(server)]);
    await bus.set('key', 'value', 60);
    await server.kill();
    expect((await bus.increment('a', 60)).count).toBe(1);
    expect((await bus.increment('a', 60)).count).toBe(2);
    expect(await bus.get('key')).toBe('value');
    bus.publish(said, { text: 'lost' });
    await vi.waitFor(() => expect(bus.isWhole || other.isWhole).toBe(false));

    await server.run();
    await vi.waitFor(() => expect(bus.isWhole && other.isWhole).toBe(true), { timeout: 10_000 });
    const heard = new Promise((resolve) => other.subscribe(said, resolve));
    bus.publish(said, { text: 'again' });
    expect(await heard).toEqual({ text: 'again' });
    await Promise.all([bus.close(), other.close()]);
    await server.stop();
  });

  it('answers in bounded time while Redis hangs, and joins again when it wakes', async () => {
    const server = await RedisServer.start();
    const bus = await connect(server);
    server.freeze();
    expect((await bus.increment('a', 60)).count).toBe(1);
    await vi.waitFor(() => expect(bus.isWhole).toBe(false), { timeout: 10_000 });
    expect((await bus.increment('a', 60)).count).toBe(2);
    const again = new Promise<void>((resolve) => bus.onReconnected(resolve));
    server.thaw();
    await again;
    await vi.waitFor(() => expect(bus.isWhole).toBe(true), { timeout: 10_000 });
    await bus.close();
    await server.stop();
  });
});
