import { Instance } from '@kraken/shared';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../testing/factories/person.ts';
import { buildInstanceOwner, buildPerson } from '../../testing/factories/person.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let owner: Person;
let person: Person;

beforeAll(async () => {
  kraken = await startTestApp();
  owner = await buildInstanceOwner(kraken, { instanceName: 'The Reef' });
  person = await buildPerson(kraken);
});
afterAll(() => kraken.stop());

const read = async () => (await kraken.http().get('/api/instance')).body;

describe('GET /api/instance', () => {
  it('tells everyone the public facts and no more', async () => {
    const { status, body } = await kraken.http().get('/api/instance');
    expect(status).toBe(200);
    expect(Instance.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      name: 'The Reef',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      registration: 'invite',
      setupRequired: false,
      voice: { status: 'unavailable', reason: 'Voice is coming with a later version.' },
    });
  });
});

describe('PATCH /api/instance', () => {
  it('changes what is given, for who may manage the instance', async () => {
    const { status, body } = await owner.http.patch('/api/instance', { registration: 'open' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'The Reef', registration: 'open' });
    expect(await read()).toEqual(body);
    const renamed = await owner.http.patch('/api/instance', { name: 'Atoll' });
    expect(renamed.body).toMatchObject({ name: 'Atoll', registration: 'open' });
  });

  it('refuses everyone else', async () => {
    const before = await read();
    const change = { registration: 'closed' };
    expect(await person.http.patch('/api/instance', change)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await kraken.http().patch('/api/instance', change)).status).toBe(401);
    expect(await read()).toEqual(before);
    expect((await owner.http.patch('/api/instance', change)).status).toBe(200);
  });

  it.each([
    { registration: 'anyone' },
    { registration: { $ne: 'closed' } },
    { name: '' },
    { name: 'x'.repeat(61) },
    { name: 'a\u0000b' },
    { setupRequired: true },
    { version: '9' },
    { _id: 'other' },
  ])('refuses %j', async (body) => {
    const before = await read();
    const answer = await owner.http.patch('/api/instance', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await read()).toEqual(before);
  });
});
