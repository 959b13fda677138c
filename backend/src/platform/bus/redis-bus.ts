import { randomUUID } from 'node:crypto';
import type { Count, Topic } from './bus.ts';
import { Bus, topic } from './bus.ts';
import { Listeners } from './listeners.ts';
import { MemoryBus } from './memory-bus.ts';
import type { RedisClients } from './redis-clients.ts';

interface Notice {
  from: string;
  topic: string;
  message: unknown;
}

/** Some notices of a backend may not have reached the others. */
const gap = topic<Record<string, never>>('bus.gap');

/** Counts and opens the window in one step. */
const incrementScript = `
local count = redis.call('INCR', KEYS[1])
if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
return { count, redis.call('PTTL', KEYS[1]) }`;

/** Members with their end as score, by Redis's own clock: those of the backends may differ by minutes. */
const addMemberScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end`;

const membersScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
return redis.call('ZRANGEBYSCORE', KEYS[1], '(' .. now, '+inf')`;

/**
 * The bus of several backends. Everything is kept here as well, so that a Redis that is away or hangs costs no request: then
 * this backend counts and remembers for itself.
 */
export class RedisBus extends Bus {
  private readonly id = randomUUID();
  private readonly channel: string;
  private readonly listeners = new Listeners();
  private readonly here = new MemoryBus();
  /** Whether the others' notices arrive: connected is not yet subscribed. */
  private isHearing = false;

  constructor(
    private readonly clients: RedisClients,
    private readonly prefix: string,
  ) {
    super();
    this.channel = `${prefix}notices`;
    this.clients.subscriber.on('message', (channel: string, text: string) => {
      if (channel === this.channel) this.hear(text);
    });
    this.watchConnection();
  }

  override publish<T>(topic: Topic<T>, message: T): void {
    this.listeners.tell(topic.name, message);
    const notice: Notice = { from: this.id, topic: topic.name, message };
    void this.clients.commands.publish(this.channel, JSON.stringify(notice));
  }

  override subscribe<T>(topic: Topic<T>, listener: (message: T) => void): () => void {
    return this.listeners.add(topic.name, listener as (message: unknown) => void);
  }

  override async increment(key: string, windowSeconds: number): Promise<Count> {
    const here = this.here.incrementNow(key, windowSeconds);
    const [count, endsInMs] = await this.ask<[number, number]>(
      () =>
        this.clients.commands.eval(
          incrementScript,
          1,
          this.key('count', key),
          windowSeconds * 1000,
        ),
      [here.count, here.resetsIn * 1000],
    );
    return { count, resetsIn: Math.max(0, endsInMs / 1000) };
  }

  override async get(key: string): Promise<string | undefined> {
    const here = (await this.here.get(key)) ?? null;
    return (
      (await this.ask<string | null>(
        () => this.clients.commands.get(this.key('value', key)),
        here,
      )) ?? undefined
    );
  }

  override async set(key: string, value: string, seconds: number): Promise<void> {
    await this.here.set(key, value, seconds);
    await this.ask(
      () =>
        this.clients.commands.set(this.key('value', key), value, 'PX', Math.ceil(seconds * 1000)),
      null,
    );
  }

  override async delete(key: string): Promise<void> {
    await this.here.delete(key);
    await this.ask(() => this.clients.commands.del(this.key('value', key)), null);
  }

  override async addMember(set: string, member: string, seconds: number): Promise<void> {
    await this.here.addMember(set, member, seconds);
    await this.ask(
      () =>
        this.clients.commands.eval(
          addMemberScript,
          1,
          this.key('set', set),
          member,
          Math.ceil(seconds * 1000),
        ),
      null,
    );
  }

  override async removeMember(set: string, member: string): Promise<void> {
    await this.here.removeMember(set, member);
    await this.ask(() => this.clients.commands.zrem(this.key('set', set), member), null);
  }

  override async members(set: string): Promise<string[]> {
    const here = await this.here.members(set);
    return this.ask<string[]>(
      () => this.clients.commands.eval(membersScript, 1, this.key('set', set)),
      here,
    );
  }

  override get isWhole(): boolean {
    return this.isHearing && this.clients.isConnected;
  }

  override async close(): Promise<void> {
    await this.clients.close();
  }

  private key(kind: string, name: string): string {
    return `${this.prefix}${kind}:${name}`;
  }

  /** What Redis answers; `otherwise` when it does not. */
  private async ask<T>(command: () => Promise<unknown>, otherwise: T): Promise<T> {
    try {
      return (await command()) as T;
    } catch {
      return otherwise;
    }
  }

  private hear(text: string): void {
    const { from, topic, message } = JSON.parse(text) as Notice;
    if (from !== this.id) this.listeners.tell(topic, message);
  }

  /**
   * A backend that was cut off has missed notices; one that could not speak has said some that nobody heard, and tells the
   * others so when it can again.
   */
  private watchConnection(): void {
    const { commands, subscriber } = this.clients;
    subscriber.on('ready', () => {
      subscriber.subscribe(this.channel).then(
        () => {
          this.isHearing = true;
          this.tellReconnected();
        },
        () => undefined,
      );
    });
    subscriber.on('close', () => {
      this.isHearing = false;
    });
    this.subscribe(gap, () => this.tellReconnected());
    commands.once('ready', () => {
      commands.on('ready', () => this.publish(gap, {}));
    });
  }
}
