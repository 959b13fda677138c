import type { Type } from '@nestjs/common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KrakenApp } from '../create-app.ts';
import { createApp } from '../create-app.ts';
import { readEnv } from '../env.ts';
import { HttpClient } from './http-client.ts';
import { prepareDatabase } from './prepared-database.ts';
import type { SocketOptions } from './socket-client.ts';
import { SocketClient } from './socket-client.ts';

export interface TestAppOptions {
  /** Environment variables beside the usual ones of a test. */
  env?: Record<string, string>;
  /** Features instead of the product's own, for tests of the platform. */
  features?: readonly Type[];
  /** A data folder to start on; it is kept. Without one, a fresh one is made and removed. */
  data?: string;
}

/** A real application on a free port, with a database of its own. */
export class TestApp {
  private readonly sockets: SocketClient[] = [];

  constructor(
    readonly app: KrakenApp,
    readonly url: string,
    readonly data: string,
    private readonly ownsData: boolean,
  ) {}

  /** A new browser without cookies; with a token it is signed in. */
  http(token?: string): HttpClient {
    const client = new HttpClient(this.url);
    client.token = token;
    return client;
  }

  /** A new socket that has heard `session.ready`. */
  socket(token: string, options?: SocketOptions): Promise<SocketClient> {
    return this.openSocket(token, options).ready();
  }

  /** A new socket that nobody has waited for, to see how it is refused. */
  openSocket(token: string, options?: SocketOptions): SocketClient {
    const socket = new SocketClient(this.url, token, options);
    this.sockets.push(socket);
    return socket;
  }

  /** An instance out of the application's container. */
  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.app.nest.get<unknown, T>(type, { strict: false });
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.close();
    await this.app.stop();
    if (this.ownsData) rmSync(this.data, { recursive: true, force: true });
  }
}

export async function startTestApp({
  env = {},
  features,
  data,
}: TestAppOptions = {}): Promise<TestApp> {
  const folder = data ?? mkdtempSync(join(tmpdir(), 'kraken-test-'));
  if (data === undefined && env['MONGODB_URL'] === undefined) await prepareDatabase(folder);
  const app = await createApp(
    readEnv({
      PORT: '0',
      KRAKEN_DATA: folder,
      LOG_LEVEL: 'silent',
      NODE_ENV: 'test',
      ...env,
    }),
    features,
  );
  // By number: `localhost` may be two addresses, and a listener has one.
  const url = (await app.listen()).replace('localhost', '127.0.0.1');
  return new TestApp(app, url, folder, data === undefined);
}
