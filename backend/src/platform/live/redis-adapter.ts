import { RedisAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import type { Adapter } from 'socket.io-adapter';
import type { RedisClients } from '../bus/redis-clients.ts';
import { CoalescingAdapter } from './coalescing-adapter.ts';

// The Redis adapter tells the other backends and leaves its own sockets to the class it extends. Putting the coalescing
// adapter there gives it both, without a word of its code repeated.
Object.setPrototypeOf(RedisAdapter, CoalescingAdapter);
Object.setPrototypeOf(RedisAdapter.prototype, CoalescingAdapter.prototype);

/** JSON is what the events are anyway; it is faster here than the adapter's own packing. */
const parser = {
  encode: (message: unknown) => JSON.stringify(message),
  decode: (message: Buffer) => JSON.parse(message.toString()) as unknown,
};

/** Makes the adapter through which several backends tell each other's sockets. */
export function coalescingRedisAdapter(
  clients: RedisClients,
  name: string,
): (namespace: unknown) => Adapter {
  const subscriptions = new Subscriptions(clients.subscriber);
  // Socket.IO calls it with `new`, which an arrow function does not allow.
  return function makeAdapter(namespace: unknown) {
    return new RedisAdapter(namespace, clients.commands, subscriptions, {
      key: `kraken:${name}:live`,
      parser,
    });
  };
}

/** Subscribes whenever Redis is there; the adapter asks once, and Redis may be away at that moment. */
class Subscriptions {
  private readonly asked: (() => Promise<unknown>)[] = [];

  constructor(private readonly redis: Redis) {
    redis.on('ready', () => {
      for (const ask of this.asked) ask().catch(() => undefined);
    });
  }

  subscribe(channels: string[]): void {
    this.ask(() => this.redis.subscribe(...channels));
  }

  psubscribe(pattern: string): void {
    this.ask(() => this.redis.psubscribe(pattern));
  }

  on(event: string, listener: (...args: unknown[]) => void): void {
    this.redis.on(event, listener);
  }

  off(event: string, listener: (...args: unknown[]) => void): void {
    this.redis.off(event, listener);
  }

  /** The connection ends with the backend, and the subscriptions with it. */
  unsubscribe(): void {}
  punsubscribe(): void {}

  private ask(command: () => Promise<unknown>): void {
    this.asked.push(command);
    if (this.redis.status === 'ready') command().catch(() => undefined);
  }
}
