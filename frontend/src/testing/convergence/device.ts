import type { ServerEvent, ServerPayloads } from '@kraken/shared';
import { hashKey, QueryClient, QueryObserver } from '@tanstack/react-query';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { SocketClient } from '../../../../backend/src/testing/socket-client.ts';
import type { TestApp } from '../../../../backend/src/testing/start-test-app.ts';
import { client as api } from '../../api-client/client.gen.ts';
import { configureApi } from '../../platform/api/configure-api.ts';
import { eventLogOf } from '../../socket-hub/event-log.ts';
import { setQueryDefaults } from '../../socket-hub/query-defaults.ts';
import { handleEvent } from '../../socket-hub/registry.ts';
import { everythingOf, type Kept } from './everything.ts';

/** Who asks whom: the generated client is one for the whole process, and here many devices share it. */
const asking = new AsyncLocalStorage<{ url: string; token: string }>();

const ANYWHERE = 'http://backend.invalid';

/** Has the generated client ask in the name of the device that is asking, the backend that it is on. */
export function connectApi(): void {
  configureApi({
    accessToken: () => {
      return Promise.resolve({ token: whoAsks().token });
    },
    replace: () => Promise.reject(new Error('tokens of a test are not renewed')),
  });
  api.setConfig({ baseUrl: ANYWHERE });
  api.interceptors.request.use(
    (request) => new Request(request.url.replace(ANYWHERE, whoAsks().url), request),
  );
}

function whoAsks(): { url: string; token: string } {
  const device = asking.getStore();
  if (!device) throw new Error('a request outside of every device');
  return device;
}

export interface Told {
  readonly event: ServerEvent;
  readonly payload: unknown;
}

/** What a device does with the events of a while, before its handlers see them. */
export type Delivery = (told: readonly Told[]) => readonly Told[];

/** How a device holds what it has fetched: on the screen, or in the cache until somebody looks again. */
export type Attention = 'watching' | 'elsewhere';

const MARK = 'mark-';

/** One device of a person: a real socket, a query cache, and the handlers in between. */
export class Device {
  readonly client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  readonly events: Told[] = [];
  private readonly observed = new Map<string, () => void>();
  private readonly socket: SocketClient;
  private held: Told[] | undefined;
  private marks = 0;

  private constructor(
    private readonly kraken: TestApp,
    readonly name: string,
    readonly userId: string,
    private readonly token: string,
    private readonly attention: Attention,
  ) {
    setQueryDefaults(this.client);
    this.client.mount();
    this.socket = kraken.openSocket(token);
    this.socket.socket.onAny((event: ServerEvent, payload: unknown) =>
      this.receive({ event, payload }),
    );
  }

  /** Connects and fetches everything. */
  static async open(
    kraken: TestApp,
    { id, token }: { id: string; token: string },
    { name, attention = 'watching' }: { name: string; attention?: Attention },
  ): Promise<Device> {
    const device = new Device(kraken, name, id, token, attention);
    await device.socket.ready();
    await device.look();
    return device;
  }

  get isEnded(): boolean {
    return this.events.some(({ event }) => event === 'session.revoked');
  }

  /** Looks at everything there is to see, and keeps looking if that is the device's way. */
  async look(): Promise<void> {
    await this.as(() => everythingOf(this.client, (query) => this.lookAt(query)));
    if (this.attention === 'watching') this.dropLostSights();
  }

  /** Everything as a device sees it that has just come. */
  async fetchAgain(): Promise<QueryClient> {
    const fresh = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    setQueryDefaults(fresh);
    await this.as(() => everythingOf(fresh, (query) => fresh.query(query)));
    return fresh;
  }

  /** Keeps events back from now on. */
  hold(): void {
    this.held ??= [];
  }

  /** Hands the events of the while to the handlers, as a bad line would have. */
  release(delivery: Delivery = (told) => told): void {
    const told = this.held ?? [];
    this.held = undefined;
    for (const one of delivery(told)) this.apply(one);
  }

  /** What a line does that was lost and is back. */
  reconnect(): void {
    this.apply({ event: 'session.ready', payload: { userId: this.userId, sessionId: '' } });
  }

  /** Resolves when everything that was told before has arrived. */
  async heardAll(tell: (channelId: string) => void): Promise<void> {
    const channelId = `${MARK}${this.name}-${++this.marks}`;
    const heard = this.socket.next('read.updated', (state) => state.channelId === channelId);
    tell(channelId);
    await heard;
  }

  close(): void {
    for (const stop of this.observed.values()) stop();
    this.observed.clear();
    this.socket.close();
    this.client.unmount();
    this.client.clear();
  }

  private as<T>(work: () => T): T {
    return asking.run({ url: this.kraken.url, token: this.token }, work);
  }

  private async lookAt(query: Kept): Promise<unknown> {
    if (this.attention === 'watching') this.observe(query);
    // Fetches what is not there or known to be old, and joins a fetch that is under way.
    return this.client.query(query);
  }

  private observe(query: Kept): void {
    const hash = hashKey(query.queryKey);
    if (this.observed.has(hash)) return;
    const observer = new QueryObserver(this.client, query);
    this.observed.set(
      hash,
      observer.subscribe(() => undefined),
    );
  }

  /** A screen that showed what is gone is gone, too. */
  private dropLostSights(): void {
    for (const [hash, stop] of this.observed) {
      if (this.client.getQueryCache().get(hash)) continue;
      stop();
      this.observed.delete(hash);
    }
  }

  private receive(told: Told): void {
    if (isMark(told)) return;
    this.events.push(told);
    if (this.held) this.held.push(told);
    else this.apply(told);
  }

  private apply({ event, payload }: Told): void {
    this.as(() => {
      eventLogOf(this.client).apply(() =>
        handleEvent(event, payload as ServerPayloads[typeof event], this.client),
      );
      if (this.attention === 'watching') this.dropLostSights();
    });
  }
}

function isMark({ event, payload }: Told): boolean {
  return (
    event === 'read.updated' &&
    (payload as ServerPayloads['read.updated']).channelId.startsWith(MARK)
  );
}
