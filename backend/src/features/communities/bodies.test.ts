import {
  CreateChannel,
  CreateCommunity,
  CreateInvite,
  OrderChannels,
  UpdateChannel,
  UpdateCommunity,
} from '@kraken/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { type BuiltCommunity, buildCommunity } from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '1000' } });
  community = await buildCommunity(kraken);
});
afterAll(() => kraken.stop());

interface Door {
  schema: z.ZodType;
  method: string;
  path: () => string;
  keys: readonly string[];
}

const doors: Record<string, Door> = {
  'community.create': {
    schema: CreateCommunity,
    method: 'POST',
    path: () => '/api/communities',
    keys: ['name', 'description'],
  },
  'community.update': {
    schema: UpdateCommunity,
    method: 'PATCH',
    path: () => `/api/communities/${community.id}`,
    keys: ['name', 'description'],
  },
  'channel.create': {
    schema: CreateChannel,
    method: 'POST',
    path: () => `/api/communities/${community.id}/channels`,
    keys: ['name', 'type', 'topic', 'parentId'],
  },
  'channel.update': {
    schema: UpdateChannel,
    method: 'PATCH',
    path: () => `/api/channels/${community.general.id}`,
    keys: ['name', 'topic'],
  },
  'channel.order': {
    schema: OrderChannels,
    method: 'PUT',
    path: () => `/api/communities/${community.id}/channels/order`,
    keys: ['items'],
  },
  'invite.create': {
    schema: CreateInvite,
    method: 'POST',
    path: () => `/api/communities/${community.id}/invites`,
    keys: ['maxUses', 'expiresIn'],
  },
};

const hostile = fc.constantFrom<unknown>(
  { $ne: null },
  { $gt: '' },
  { $where: 'sleep(1000)' },
  'x'.repeat(5000),
  '\u0000',
  '\ud800',
  `a${'\u0301'.repeat(2000)}`,
  '',
  ' ',
  null,
  [],
  {},
  -1,
  0,
  1.5,
  1e308,
  true,
  'f'.repeat(24),
  [{ id: 'f'.repeat(24), parentId: null }],
  [{ id: { $ne: null }, parentId: null }],
);
const value = fc.oneof(hostile, fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 3 }));

/** Bodies around the true one: some of its keys, sometimes one that nobody knows, with any values. */
function bodies(keys: readonly string[]): fc.Arbitrary<unknown> {
  const known = Object.fromEntries(keys.map((key) => [key, value]));
  const foreign = fc.constantFrom(
    'id',
    'ownerId',
    'version',
    '$set',
    'constructor',
    '__proto__',
    'a.b',
  );
  const shaped = fc.record(known, { requiredKeys: [] });
  const widened = fc
    .tuple(shaped, foreign, value)
    .map(([body, key, extra]) => Object.fromEntries([...Object.entries(body), [key, extra]]));
  return fc.oneof(shaped, shaped, widened, value);
}

async function versionOf({ id, owner }: BuiltCommunity): Promise<number> {
  return (await owner.http.get(`/api/communities/${id}`)).body.version;
}

it.each(Object.entries(doors))(
  '%s takes what its schema takes and refuses the rest whole',
  async (_, { schema, method, path, keys }) => {
    await fc.assert(
      fc.asyncProperty(bodies(keys), async (given) => {
        const text = JSON.stringify(given);
        // As it arrives: a lone surrogate, for one, does not survive the way.
        const arriving: unknown = JSON.parse(Buffer.from(text).toString());
        const before = await versionOf(community);
        const { status, body } = await community.owner.http.send(method, path(), { body: text });
        expect(status).toBeLessThan(500);
        if (schema.safeParse(arriving).success) {
          // A list of channels that fits the schema may still not be the list of this community's.
          if (status >= 400)
            expect(['order-changed', 'invalid-input', 'malformed-body', 'limit-reached']).toContain(
              body.code,
            );
        } else {
          expect(status).toBe(400);
          expect(await versionOf(community)).toBe(before);
        }
      }),
      { numRuns: 80 },
    );
  },
  60_000,
);
