import type { RouteId } from '../../access-table.ts';
import { ChangePassword, Login, Register, Setup, UpdateInstance, UpdateMe } from '@kraken/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { z } from 'zod';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { Person } from '../../testing/factories/person.ts';
import { buildInstanceOwner } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let person: Person;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '1000' } });
  person = await buildInstanceOwner(kraken);
});
afterAll(() => kraken.stop());

interface Door {
  schema: z.ZodObject;
  method: 'POST' | 'PATCH';
  path: string;
}

/** Every body that a person's account and the instance take. */
const doors: [RouteId, Door][] = [
  ['auth.register', { schema: Register, method: 'POST', path: '/api/auth/register' }],
  ['auth.login', { schema: Login, method: 'POST', path: '/api/auth/login' }],
  ['auth.changePassword', { schema: ChangePassword, method: 'POST', path: '/api/auth/password' }],
  ['setup.complete', { schema: Setup, method: 'POST', path: '/api/setup' }],
  ['user.updateMe', { schema: UpdateMe, method: 'PATCH', path: '/api/users/me' }],
  ['instance.update', { schema: UpdateInstance, method: 'PATCH', path: '/api/instance' }],
];

/** Values that look at home in a database or an object's prototype. */
const hostile = fc.constantFrom<unknown>(
  { $ne: null },
  { $gt: '' },
  { $where: '1' },
  ['x'],
  '\u0000',
  '\ud800',
  `a${'\u0301'.repeat(2000)}`,
  -1,
  1e9,
  null,
);

function bodiesFor({ schema }: Door): fc.Arbitrary<unknown> {
  const key = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...Object.keys(schema.shape)) },
    { weight: 1, arbitrary: fc.constantFrom('$set', 'constructor', 'rights', 'a.b', '') },
    { weight: 1, arbitrary: fc.string() },
  );
  const value = fc.oneof(hostile, fc.string({ maxLength: 40 }), fc.jsonValue({ maxDepth: 4 }));
  return fc.oneof(fc.dictionary(key, value), fc.jsonValue({ maxDepth: 6 }));
}

const stored = async () => {
  const { db } = kraken.get(Mongo);
  const names = ['users', 'credentials', 'instance', 'setupLinks', 'sessions'];
  return JSON.stringify(
    await Promise.all(names.map((name) => db.collection(name).find().toArray())),
  );
};

it.each(doors)(
  '%s refuses every body that its schema refuses, and stores nothing',
  async (_, door) => {
    const before = await stored();
    await fc.assert(
      fc.asyncProperty(
        bodiesFor(door).filter((body) => !door.schema.safeParse(body).success),
        async (body) => {
          const headers = { 'content-type': 'application/json' };
          const text = JSON.stringify(body);
          const answer = await person.http.send(door.method, door.path, { body: text, headers });
          expect(answer.status).toBe(400);
          expect(answer.body.code).toMatch(/^(invalid-input|malformed-body)$/);
        },
      ),
      { numRuns: 60 },
    );
    expect(await stored()).toBe(before);
  },
);
