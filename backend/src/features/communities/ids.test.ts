import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BuiltCommunity, buildCommunity } from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp();
  community = await buildCommunity(kraken);
});
afterAll(() => kraken.stop());

/** Every place where a path of structure takes an id, with what would be accepted there otherwise. */
const places: Record<string, { method: string; path: (id: string) => string; body?: object }> = {
  'community.get': { method: 'GET', path: (id) => `/api/communities/${id}` },
  'community.update': {
    method: 'PATCH',
    path: (id) => `/api/communities/${id}`,
    body: { name: 'x' },
  },
  'community.delete': { method: 'DELETE', path: (id) => `/api/communities/${id}` },
  'member.list': { method: 'GET', path: (id) => `/api/communities/${id}/members` },
  'member.get, the community': {
    method: 'GET',
    path: (id) => `/api/communities/${id}/members/${community.member.id}`,
  },
  'member.get, the person': {
    method: 'GET',
    path: (id) => `/api/communities/${community.id}/members/${id}`,
  },
  'member.leave': { method: 'DELETE', path: (id) => `/api/communities/${id}/members/me` },
  'channel.create': {
    method: 'POST',
    path: (id) => `/api/communities/${id}/channels`,
    body: { name: 'x', type: 'text' },
  },
  'channel.order': {
    method: 'PUT',
    path: (id) => `/api/communities/${id}/channels/order`,
    body: { items: [] },
  },
  'channel.get': { method: 'GET', path: (id) => `/api/channels/${id}` },
  'channel.update': { method: 'PATCH', path: (id) => `/api/channels/${id}`, body: { name: 'x' } },
  'channel.delete': { method: 'DELETE', path: (id) => `/api/channels/${id}` },
  'invite.list': { method: 'GET', path: (id) => `/api/communities/${id}/invites` },
  'invite.create': { method: 'POST', path: (id) => `/api/communities/${id}/invites`, body: {} },
};

const ids = [
  'first',
  '0',
  '-1',
  'null',
  'undefined',
  '*',
  '%00',
  '%24ne',
  '[$ne]',
  '__proto__',
  'F'.repeat(24),
  'f'.repeat(23),
  'f'.repeat(25),
  'f'.repeat(24),
  '%F0%9F%90%99',
  `${'f'.repeat(24)}%0a`,
];

describe.each(Object.entries(places))('%s', (_, { method, path, body }) => {
  it('finds nothing by an id that is none or names nothing', async () => {
    for (const id of ids) {
      const answer = await community.owner.http.send(method, path(id), body && { body });
      expect([id, [400, 404].includes(answer.status)]).toEqual([id, true]);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    }
    const { body: after } = await community.owner.http.get(`/api/communities/${community.id}`);
    expect(after).toEqual(community.snapshot);
  });
});

it('finds nothing by the id of a thing of another kind', async () => {
  const { owner, general, id } = community;
  for (const path of [
    `/api/communities/${general.id}`,
    `/api/channels/${id}`,
    `/api/channels/${owner.id}`,
  ]) {
    for (const method of ['GET', 'DELETE']) {
      expect((await owner.http.send(method, path)).status).toBe(404);
    }
  }
});
