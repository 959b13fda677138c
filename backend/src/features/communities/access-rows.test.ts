import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routeAccess } from '../../access-table.ts';
import type { Actor } from '../../platform/access/access-row.ts';
import {
  type BuiltCommunity,
  buildCommunity,
  buildInvite,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

interface Request {
  method: string;
  path: string;
  body?: object;
}

/** How each route of a community is asked, in the same words by every actor. */
const requests = {
  'community.get': ({ id }) => ({ method: 'GET', path: `/api/communities/${id}` }),
  'community.update': ({ id }) => ({
    method: 'PATCH',
    path: `/api/communities/${id}`,
    body: { name: 'Renamed' },
  }),
  'community.delete': ({ id }) => ({ method: 'DELETE', path: `/api/communities/${id}` }),
  'member.list': ({ id }) => ({ method: 'GET', path: `/api/communities/${id}/members` }),
  'member.get': ({ id, member }) => ({
    method: 'GET',
    path: `/api/communities/${id}/members/${member.id}`,
  }),
  'member.leave': ({ id }) => ({ method: 'DELETE', path: `/api/communities/${id}/members/me` }),
  'channel.create': ({ id }) => ({
    method: 'POST',
    path: `/api/communities/${id}/channels`,
    body: { name: 'new', type: 'text' },
  }),
  'channel.order': ({ id, snapshot }) => ({
    method: 'PUT',
    path: `/api/communities/${id}/channels/order`,
    body: {
      items: snapshot.channels.map((channel) => ({ id: channel.id, parentId: null })).toReversed(),
    },
  }),
  'channel.get': ({ general }) => ({ method: 'GET', path: `/api/channels/${general.id}` }),
  'channel.update': ({ general }) => ({
    method: 'PATCH',
    path: `/api/channels/${general.id}`,
    body: { topic: 'changed' },
  }),
  'channel.delete': ({ general }) => ({ method: 'DELETE', path: `/api/channels/${general.id}` }),
  'invite.list': ({ id }) => ({ method: 'GET', path: `/api/communities/${id}/invites` }),
  'invite.create': ({ id }) => ({
    method: 'POST',
    path: `/api/communities/${id}/invites`,
    body: {},
  }),
  'invite.revoke': ({ id }, code) => ({
    method: 'DELETE',
    path: `/api/communities/${id}/invites/${code}`,
  }),
  'invite.preview': (_, code) => ({ method: 'GET', path: `/api/invites/${code}` }),
  'invite.accept': (_, code) => ({ method: 'POST', path: `/api/invites/${code}/accept` }),
} satisfies Record<string, (community: BuiltCommunity, code: string) => Request>;

type Tested = keyof typeof requests;

const actors: readonly Actor[] = ['anonymous', 'outsider', 'member', 'owner'];
const cases = (Object.keys(requests) as Tested[]).flatMap((route) =>
  actors.map((actor) => ({ route, actor, verdict: routeAccess[route][actor] })),
);

let kraken: TestApp;
let people: People;

beforeAll(async () => {
  // Everything here comes from one address.
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());

/** All that these routes could have changed, as the owner sees it. */
async function stateOf({ id, owner }: BuiltCommunity): Promise<unknown[]> {
  const paths = ['', '/members', '/invites'].map((rest) => `/api/communities/${id}${rest}`);
  return Promise.all(paths.map(async (path) => (await owner.http.get(path)).body));
}

describe('the access table', () => {
  it.each(cases)('$route: $actor → $verdict', async ({ route, actor, verdict }) => {
    const community = await buildCommunity(kraken, people);
    // What a member may do with their own, they may not do with the owner's.
    const creator = actor === 'member' ? community.member : community.owner;
    const { code } = await buildInvite(kraken, community, { creator });
    const { method, path, body }: Request = requests[route](community, code);
    const before = await stateOf(community);
    const http = actor === 'anonymous' ? kraken.http() : community[actor].http;
    const answer = await http.send(method, path, body && { body });
    if (typeof verdict === 'number') {
      expect(answer.status).toBe(verdict);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await stateOf(community)).toEqual(before);
    } else {
      expect(answer.status).toBeLessThan(300);
    }
  });
});
