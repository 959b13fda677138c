import type { Count, Topic } from './bus.ts';
import { Bus } from './bus.ts';
import { Listeners } from './listeners.ts';

interface Expiring<T> {
  value: T;
  expiresAt: number;
}

/** How many entries are looked through for expired ones per write: keeps forgetting cheap and steady. */
const sweepStep = 8;

/** The bus of an instance with one backend. */
export class MemoryBus extends Bus {
  private readonly listeners = new Listeners();
  private readonly counters = new ExpiringMap<number>();
  private readonly values = new ExpiringMap<string>();
  private readonly sets = new Map<string, ExpiringMap<true>>();

  override publish<T>(topic: Topic<T>, message: T): void {
    this.listeners.tell(topic.name, message);
  }

  override subscribe<T>(topic: Topic<T>, listener: (message: T) => void): () => void {
    return this.listeners.add(topic.name, listener as (message: unknown) => void);
  }

  override increment(key: string, windowSeconds: number): Promise<Count> {
    return Promise.resolve(this.incrementNow(key, windowSeconds));
  }

  /** The same at once, for counters that need not be shared. */
  incrementNow(key: string, windowSeconds: number): Count {
    const now = Date.now();
    const entry = this.counters.find(key, now);
    if (entry) return { count: ++entry.value, resetsIn: (entry.expiresAt - now) / 1000 };
    this.counters.put(key, 1, windowSeconds);
    return { count: 1, resetsIn: windowSeconds };
  }

  override get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.values.find(key, Date.now())?.value);
  }

  override set(key: string, value: string, seconds: number): Promise<void> {
    this.values.put(key, value, seconds);
    return Promise.resolve();
  }

  override delete(key: string): Promise<void> {
    this.values.remove(key);
    return Promise.resolve();
  }

  override addMember(set: string, member: string, seconds: number): Promise<void> {
    let members = this.sets.get(set);
    if (!members) this.sets.set(set, (members = new ExpiringMap()));
    members.put(member, true, seconds);
    return Promise.resolve();
  }

  override removeMember(set: string, member: string): Promise<void> {
    const members = this.sets.get(set);
    members?.remove(member);
    if (members?.size === 0) this.sets.delete(set);
    return Promise.resolve();
  }

  override members(set: string): Promise<string[]> {
    const members = this.sets.get(set);
    const living = members?.keys(Date.now()) ?? [];
    if (living.length === 0) this.sets.delete(set);
    return Promise.resolve(living);
  }
}

/** A map whose entries end; what has ended is forgotten little by little. */
class ExpiringMap<T> {
  private readonly entries = new Map<string, Expiring<T>>();
  private sweep: Iterator<[string, Expiring<T>]> | undefined;

  get size(): number {
    return this.entries.size;
  }

  find(key: string, now: number): Expiring<T> | undefined {
    const entry = this.entries.get(key);
    return entry && entry.expiresAt > now ? entry : undefined;
  }

  put(key: string, value: T, seconds: number): void {
    const now = Date.now();
    this.entries.set(key, { value, expiresAt: now + seconds * 1000 });
    this.forget(now);
  }

  remove(key: string): void {
    this.entries.delete(key);
  }

  keys(now: number): string[] {
    return [...this.entries].filter(([, entry]) => entry.expiresAt > now).map(([key]) => key);
  }

  private forget(now: number): void {
    for (let step = 0; step < sweepStep; step++) {
      this.sweep ??= this.entries.entries();
      const next = this.sweep.next();
      if (next.done) {
        this.sweep = undefined;
        return;
      }
      const [key, entry] = next.value;
      if (entry.expiresAt <= now) this.entries.delete(key);
    }
  }
}
