import type { Me } from '@kraken/shared';
import { randomBytes } from 'node:crypto';
import { AccountsService } from '../../features/auth/accounts.service.ts';
import type { Entry } from '../../features/auth/auth.service.ts';
import { AuthService } from '../../features/auth/auth.service.ts';
import { SetupLinksService } from '../../features/setup/setup-links.service.ts';
import type { HttpClient } from '../http-client.ts';
import type { SocketClient, SocketOptions } from '../socket-client.ts';
import type { TestApp } from '../start-test-app.ts';

/** A signed-in person with a browser of their own. */
export interface Person {
  id: string;
  username: string;
  password: string;
  me: Me;
  token: string;
  /** Signed in, with the refresh cookie. */
  http: HttpClient;
  /** Opens one more socket of this session. */
  socket(options?: SocketOptions): Promise<SocketClient>;
}

export interface PersonOptions {
  username?: string;
  displayName?: string;
  password?: string;
}

/** Makes an account and signs it in, whatever the instance's registration mode. */
export async function buildPerson(kraken: TestApp, options: PersonOptions = {}): Promise<Person> {
  const { username, password } = named(options);
  const accounts = kraken.get(AccountsService);
  const id = await accounts.create({ username, displayName: options.displayName }, password);
  const place = { device: 'Test', address: '127.0.0.1' };
  return personOf(kraken, await kraken.get(AuthService).enter(id, place), password);
}

/** The one who sets this Kraken up; only once per application. */
export async function buildInstanceOwner(
  kraken: TestApp,
  options: PersonOptions & { instanceName?: string; communityName?: string } = {},
): Promise<Person> {
  const { username, password } = named(options);
  const path = await kraken.get(SetupLinksService).issue();
  const { instanceName, communityName } = options;
  const http = kraken.http();
  const answer = await http.post('/api/setup', {
    token: path?.split('token=')[1],
    username,
    password,
    instanceName,
    communityName,
  });
  if (answer.status !== 201) throw new Error(`set-up was refused: ${JSON.stringify(answer.body)}`);
  const refreshToken = http.cookies.get('kraken_refresh') ?? '';
  return personOf(kraken, { signedIn: answer.body, refreshToken }, password);
}

/** The same person signed in once more, as on a second device. */
export async function buildSecondDevice(kraken: TestApp, person: Person): Promise<Person> {
  const place = { device: 'Second test device', address: '127.0.0.1' };
  return personOf(kraken, await kraken.get(AuthService).enter(person.id, place), person.password);
}

function named({ username, password }: PersonOptions): { username: string; password: string } {
  return {
    username: username ?? `person-${randomBytes(6).toString('hex')}`,
    password: password ?? 'a password for tests',
  };
}

function personOf(
  kraken: TestApp,
  { signedIn: { accessToken, user }, refreshToken }: Entry,
  password: string,
): Person {
  const http = kraken.http(accessToken);
  http.cookies.set('kraken_refresh', refreshToken);
  return {
    id: user.id,
    username: user.username,
    password,
    me: user,
    token: accessToken,
    http,
    socket: (options) => kraken.socket(accessToken, options),
  };
}
