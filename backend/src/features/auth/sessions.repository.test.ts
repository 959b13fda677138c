import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '../../testing/factories/person.ts';
import { buildPerson } from '../../testing/factories/person.ts';
import { QueryWatch } from '../../testing/query-plans.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { SessionsRepository } from './sessions.repository.ts';

let kraken: TestApp;
let watch: QueryWatch;
let person: Person;

beforeAll(async () => {
  kraken = await startTestApp();
  person = await buildPerson(kraken);
  watch = await QueryWatch.on(kraken);
});
afterAll(async () => {
  await watch.close();
  await kraken.stop();
});

const id = 'f'.repeat(24);
const rotation = {
  family: 'family',
  secret: 'secret',
  salt: 'salt',
  nextSecret: 'next',
  expiresAt: new Date(),
  device: 'Test',
  address: '127.0.0.1',
};

it.each<[string, string, () => Promise<unknown>]>([
  ['a rotation', 'family_1', () => sessions().rotate(rotation)],
  ['a lost answer', 'family_1', () => sessions().findWithinGrace('family', 'secret')],
  ['whether a session lives', '_id_', () => sessions().isLive(id)],
  ['which sessions ended', '_id_', () => sessions().listEndedAmong([id])],
  ['the sessions of a person', 'userId_1_endedAt_1', () => sessions().listLive(person.id)],
  ['sessions beyond the limit', 'userId_1_endedAt_1', () => sessions().listSurplus(person.id)],
  ['the end of one session', '_id_', () => sessions().end({ ids: [id] }, 'revoked')],
  ['the end of a family', 'family_1', () => sessions().end({ family: 'family' }, 'revoked')],
  ['a username', 'username_1', () => new UsersRepository(watch.mongo).findByUsername('x')],
  ['the owner', 'instanceOwner_1', () => new UsersRepository(watch.mongo).hasOwner()],
  ['people by id', '_id_', () => new UsersRepository(watch.mongo).listByIds([id])],
  ['a password', '_id_', () => new CredentialsRepository(watch.mongo).findPasswordHash(id)],
])('%s is found by %s', async (_, index, query) => {
  await query();
  const plans = await watch.plans();
  expect(plans.length).toBeGreaterThan(0);
  for (const { stages, index: used } of plans) {
    expect(used).toBe(index);
    expect(stages).not.toContain('COLLSCAN');
  }
});

const sessions = () => new SessionsRepository(watch.mongo);
