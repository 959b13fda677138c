import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { describeApp } from './describe-app.ts';
import type { ServedRoute } from './platform/access/access-check.ts';
import { servedRoutes } from './platform/access/access-check.ts';
import { Mongo } from './platform/mongo/mongo.ts';
import type { BuiltCommunity } from './testing/factories/community.ts';
import { buildCommunity } from './testing/factories/community.ts';
import type { TestApp } from './testing/start-test-app.ts';
import { startTestApp } from './testing/start-test-app.ts';

/** Each property is tried so often per route. */
const numRuns = 25;
vi.setConfig({ testTimeout: 60_000 });

const routes = servedRoutes(await describeApp());
let kraken: TestApp;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100000' } });
  community = await buildCommunity(kraken);
});
afterAll(() => kraken.stop());

/** What people and attackers put where something else belongs. */
const junk = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(
    null,
    '',
    ' ',
    '\u0000',
    '\ud800',
    'a\u0301'.repeat(2_000),
    '{{x}}',
    -1,
    0,
    1e308,
    [],
  ),
  fc.constantFrom(
    { $ne: null },
    { $gt: '' },
    { $where: 'sleep(1000)' },
    { $regex: '(a+)+$' },
    { $set: { rights: ['instance.manage'] } },
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '$where',
    '../../etc/passwd',
    '\r\nset-cookie: a=b',
    '<script>alert(1)</script>',
  ),
);
const id = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{24}$/),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('me', 'null', '$ne', '000000000000000000000000'),
);

/** Keys of the body's schema, so that the junk stands where it is looked at. */
function bodyKeys({ controller, name }: ServedRoute): string[] {
  const parameters = Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, name) as Record<
    string,
    { schema?: z.ZodType }
  >;
  const body = Object.entries(parameters ?? {}).find(
    ([key, { schema }]) => key.startsWith('3:') && schema,
  );
  if (!body?.[1].schema) return [];
  const schema = z.toJSONSchema(body[1].schema, { io: 'input', unrepresentable: 'any' });
  return Object.keys(schema.properties ?? Object.values(schema.$defs ?? {})[0]?.properties ?? {});
}

/** What really exists, by the name of the parameter; asked for when the property runs. */
const real = (parameter: string): string | undefined =>
  ({
    ':communityId': community.id,
    ':channelId': community.general.id,
    ':userId': community.member.id,
  })[parameter];

/** Half of the paths lead to what exists, so that the body is looked at; except where that would end the test's world. */
const pathOf = (route: ServedRoute) =>
  fc.tuple(fc.boolean(), fc.array(id, { minLength: 4, maxLength: 4 })).map(([isReal, values]) =>
    route.path.replace(/:\w+/g, (parameter) => {
      const made = encodeURIComponent(values.pop()?.toWellFormed() ?? '') || '%20';
      return (isReal && route.method !== 'DELETE' && real(parameter)) || made;
    }),
  );

async function totals(): Promise<Record<string, number>> {
  const { db } = kraken.get(Mongo);
  const names = (await db.listCollections().toArray()).map(({ name }) => name).sort();
  return Object.fromEntries(
    await Promise.all(
      names.map(async (name) => [name, await db.collection(name).countDocuments()] as const),
    ),
  );
}

describe.each(routes.map((route) => [route.id, route] as const))('%s', (_, route) => {
  const keys = bodyKeys(route);
  const body = fc.oneof(
    junk,
    fc.record(Object.fromEntries(keys.map((key) => [key, junk])), { requiredKeys: [] }),
    fc
      .tuple(fc.record(Object.fromEntries(keys.map((key) => [key, junk]))), fc.string(), junk)
      .map(([record, key, value]) => ({ ...record, [key]: value })),
  );

  it('never breaks, whatever comes, and stores nothing of what it refuses', async () => {
    const before = await totals();
    let wasRefused = true;
    await fc.assert(
      fc.asyncProperty(pathOf(route), body, fc.boolean(), async (path, content, isSignedIn) => {
        const client = kraken.http(isSignedIn ? community.owner.token : undefined);
        const hasBody = route.method !== 'GET';
        const answer = await client.send(
          route.method,
          path,
          hasBody ? { body: JSON.stringify(content) ?? 'null' } : {},
        );
        expect(answer.status).toBeLessThan(500);
        if (answer.status >= 400)
          expect(answer.body).toMatchObject({
            status: answer.status,
            code: expect.any(String) as string,
          });
        else if (hasBody) wasRefused = false;
      }),
      { numRuns },
    );
    if (wasRefused) expect(await totals()).toEqual(before);
  });
});

it('leaves the person signed in, so that the refusals above were not for that', async () => {
  expect((await kraken.http(community.owner.token).get('/api/users/me')).status).toBe(200);
});
