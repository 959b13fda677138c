import { afterAll, beforeAll, expect, it } from 'vitest';
import { routeAccess } from '../../access-table.ts';
import type { Actor } from '../../platform/access/access-row.ts';
import type { Person } from '../../testing/factories/person.ts';
import {
  buildInstanceOwner,
  buildPerson,
  buildSecondDevice,
} from '../../testing/factories/person.ts';
import { join } from '../../testing/factories/community.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

interface Request {
  method: string;
  path: string;
  body?: object;
}

/** People of an instance whose owner is in a community with the member. */
type Cast = Record<Exclude<Actor, 'anonymous'>, Person>;

const password = 'a password for tests';
let sequence = 0;

/** How each route is asked by an actor who is signed in with `own` session, or by nobody. */
const requests = {
  'instance.get': () => ({ method: 'GET', path: '/api/instance' }),
  'instance.update': () => ({ method: 'PATCH', path: '/api/instance', body: { name: 'Reef' } }),
  'auth.register': () => ({
    method: 'POST',
    path: '/api/auth/register',
    body: { username: `newcomer${++sequence}`, password },
  }),
  'auth.login': ({ member }) => ({
    method: 'POST',
    path: '/api/auth/login',
    body: { username: member.username, password },
  }),
  'auth.refresh': () => ({ method: 'POST', path: '/api/auth/refresh' }),
  'auth.logout': () => ({ method: 'POST', path: '/api/auth/logout' }),
  'auth.changePassword': () => ({
    method: 'POST',
    path: '/api/auth/password',
    body: { currentPassword: password, newPassword: password },
  }),
  'session.list': () => ({ method: 'GET', path: '/api/auth/sessions' }),
  'session.revoke': (_, own) => ({ method: 'DELETE', path: `/api/auth/sessions/${own}` }),
  'session.revokeOthers': () => ({ method: 'DELETE', path: '/api/auth/sessions' }),
  'user.getMe': () => ({ method: 'GET', path: '/api/users/me' }),
  'user.updateMe': () => ({ method: 'PATCH', path: '/api/users/me', body: { bio: 'changed' } }),
  'user.get': ({ member, owner }, _, actor) => ({
    method: 'GET',
    path: `/api/users/${actor === 'owner' ? member.id : owner.id}`,
  }),
} satisfies Record<string, (cast: Cast, ownSession: string, actor: Actor) => Request>;

type Tested = keyof typeof requests;

const actors: readonly Actor[] = ['anonymous', 'outsider', 'member', 'owner'];
const cases = (Object.keys(requests) as Tested[]).flatMap((route) =>
  actors.map((actor) => ({ route, actor, verdict: routeAccess[route][actor] })),
);

let kraken: TestApp;
let cast: Cast;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  const owner = await buildInstanceOwner(kraken);
  await owner.http.patch('/api/instance', { registration: 'open' });
  const [outsider, member] = await Promise.all([buildPerson(kraken), buildPerson(kraken)]);
  const [community] = (await owner.http.get('/api/communities')).body.items;
  await join(kraken, member, community.id);
  cast = { outsider, member, owner };
});
afterAll(() => kraken.stop());

it.each(cases)('$route: $actor → $verdict', async ({ route, actor, verdict }) => {
  // A session of its own for each case: some of them end it. To refresh, even nobody brings a cookie.
  const device = await buildSecondDevice(kraken, cast[actor === 'anonymous' ? 'member' : actor]);
  const [session] = (await device.http.get('/api/auth/sessions')).body.items;
  const before = (await kraken.http().get('/api/instance')).body;
  if (actor === 'anonymous') device.http.token = undefined;

  const { method, path, body }: Request = requests[route](cast, session.id, actor);
  const answer = await device.http.send(method, path, body && { body });
  if (typeof verdict === 'number') {
    expect(answer.status).toBe(verdict);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((await kraken.http().get('/api/instance')).body).toEqual(before);
  } else {
    expect(answer.status).toBeLessThan(300);
  }
});
