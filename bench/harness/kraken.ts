import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { backendLaunch } from '../../scripts/start/launch.mjs';
import { ServerProcess } from './server-process.ts';

export interface Person {
  id: string;
  token: string;
  /** An address of its own, told through the trusted proxy header: limits count per address. */
  address: string;
}

export interface Kraken {
  server: ServerProcess;
  url: string;
  data: string;
  /** The embedded store's own address and database, for filling it without an hour of sending. */
  mongoUrl: string;
  mongoDb: string;
  owner: Person;
  communityId: string;
  channelId: string;
}

/** Starts the built backend on that data folder as `npm start` does; resolves with its `ready` message. */
export async function startBackend(
  data: string,
): Promise<[ServerProcess, string, string | undefined]> {
  const launch = backendLaunch(process.execPath, {
    PORT: '0',
    HOST: '127.0.0.1',
    KRAKEN_DATA: data,
    TRUSTED_PROXIES: '127.0.0.1',
    LOG_FILE: join(data, 'kraken.log'),
    NODE_ENV: 'production',
  });
  const [server, ready] = await ServerProcess.start<{ url: string; setupLink?: string }>({
    args: launch.arguments,
    env: launch.env,
  });
  return [server, ready.url, ready.setupLink];
}

/** A fresh Kraken with its owner and first community. */
export async function startKraken(): Promise<Kraken> {
  const data = mkdtempSync(join(tmpdir(), 'kraken-bench-'));
  const [server, url, setupLink] = await startBackend(data);
  const token = new URL(setupLink!).hash.slice('#token='.length);
  const answer = await call(url, {
    method: 'POST',
    path: '/api/setup',
    body: { token, username: 'owner', password: 'a long bench password', communityName: 'Bench' },
  });
  const owner = { id: answer.user.id, token: answer.accessToken, address: '10.0.0.1' };
  const home = await call(url, { path: '/api/users/me/home', person: owner });
  const communityId: string = home.communities[0].id;
  const snapshot = await call(url, { path: `/api/communities/${communityId}`, person: owner });
  const channelId = snapshot.channels.find((c: { name: string }) => c.name === 'general').id;
  return {
    server,
    url,
    data,
    mongoUrl: storeAddress(data),
    mongoDb: 'kraken',
    owner,
    communityId,
    channelId,
  };
}

export async function stopKraken(kraken: Kraken): Promise<void> {
  await kraken.server.stop();
  rmSync(kraken.data, { recursive: true, force: true });
}

interface Call {
  path: string;
  method?: string;
  body?: unknown;
  person?: Pick<Person, 'token' | 'address'>;
  address?: string;
}

// The bench stands outside the contract on purpose: it reads answers as any client would.
// oxlint-disable-next-line typescript/no-explicit-any
type Answer = any;

/** One HTTP request that must succeed; answers the parsed body. */
export async function call(
  url: string,
  { path, method = 'GET', body, person, address }: Call,
): Promise<Answer> {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(person ? { authorization: `Bearer ${person.token}` } : {}),
      'x-forwarded-for': person?.address ?? address ?? '10.0.0.1',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** Registers people through one invite, each from an address of their own. */
export async function invitePeople(kraken: Kraken, count: number): Promise<Person[]> {
  const { code } = await call(kraken.url, {
    method: 'POST',
    path: `/api/communities/${kraken.communityId}/invites`,
    person: kraken.owner,
    body: {},
  });
  const people: Person[] = [];
  for (let index = 0; index < count; index++) {
    const address = `10.1.${index >> 8}.${index & 255}`;
    const answer = await call(kraken.url, {
      method: 'POST',
      path: '/api/auth/register',
      address,
      body: { username: `member${index}`, password: 'a long bench password', inviteCode: code },
    });
    people.push({ id: answer.user.id, token: answer.accessToken, address });
  }
  return people;
}

/** One socket per person, ready for events, websocket only. */
export async function connectPeople(kraken: Kraken, people: readonly Person[]): Promise<Socket[]> {
  const sockets = people.map((person) =>
    io(kraken.url, {
      transports: ['websocket'],
      forceNew: true,
      auth: { token: person.token },
      extraHeaders: { 'x-forwarded-for': person.address },
    }),
  );
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((resolve, reject) => {
          socket.once('session.ready', () => resolve());
          socket.once('connect_error', reject);
        }),
    ),
  );
  return sockets;
}

function storeAddress(data: string): string {
  return `mongodb://${encodeURIComponent(join(data, 'database', 'mongod.sock'))}/?directConnection=true`;
}
