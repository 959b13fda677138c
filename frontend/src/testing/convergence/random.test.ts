import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildPeople, type People } from '../../../../backend/src/testing/factories/community.ts';
import {
  buildPerson,
  buildSecondDevice,
  type Person,
} from '../../../../backend/src/testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../../../backend/src/testing/start-test-app.ts';
import { connectApi, type Delivery, Device } from './device.ts';
import { allHeard, expectConverged } from './expect-converged.ts';
import { type Operation, perform, roundsArbitrary } from './operations.ts';
import { acrossNouns, diceArbitrary, twice, withHoles } from './shaken.ts';
import { buildStage, communityPath, type Stage } from './stage.ts';

let kraken: TestApp;
let cast: People & { watcher: Person };
let membersSecondDevice: Person;
let devices: Device[] = [];

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '1000' } });
  connectApi();
  cast = { ...(await buildPeople(kraken)), watcher: await buildPerson(kraken) };
  membersSecondDevice = await buildSecondDevice(kraken, cast.member);
});
afterAll(() => kraken.stop());

async function openDevices(): Promise<void> {
  const { owner, outsider, watcher } = cast;
  devices = await Promise.all([
    Device.open(kraken, watcher, { name: 'watcher' }),
    Device.open(kraken, watcher, { name: 'watcher elsewhere', attention: 'elsewhere' }),
    Device.open(kraken, membersSecondDevice, { name: 'member' }),
    Device.open(kraken, owner, { name: 'owner' }),
    Device.open(kraken, outsider, { name: 'outsider' }),
  ]);
}

async function play(stage: Stage, rounds: readonly (readonly Operation[])[]): Promise<void> {
  for (const round of rounds) {
    const answers = await Promise.all(round.map((operation) => perform(stage, operation)));
    for (const { status, body } of answers) expect(status, JSON.stringify(body)).toBeLessThan(500);
  }
}

/** Lives through the rounds in a community of their own, and leaves nothing behind. */
async function live(
  rounds: readonly (readonly Operation[])[],
  around: { before?: () => void; after?: () => void } = {},
): Promise<void> {
  const stage = await buildStage(kraken, cast);
  await openDevices();
  try {
    around.before?.();
    await play(stage, rounds);
    await allHeard(kraken, devices);
    around.after?.();
    await expectConverged(devices);
  } finally {
    for (const device of devices) device.close();
    await stage.owner.http.delete(communityPath(stage));
  }
}

const runs = { numRuns: 12, endOnFailure: true };

it('converges whatever several people do at once', async () => {
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, (rounds) => live(rounds)),
    runs,
  );
}, 300_000);

async function shakenBy(
  rounds: readonly (readonly Operation[])[],
  delivery: Delivery,
  then?: (device: Device) => void,
): Promise<void> {
  await live(rounds, {
    before: () => devices.forEach((device) => device.hold()),
    after: () =>
      devices.forEach((device) => {
        device.release(delivery);
        then?.(device);
      }),
  });
}

it('converges when every event comes several times', async () => {
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, (rounds) => shakenBy(rounds, twice)),
    runs,
  );
}, 300_000);

it('converges when the events of different nouns overtake each other', async () => {
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, diceArbitrary, (rounds, dice) =>
      shakenBy(rounds, acrossNouns(dice)),
    ),
    runs,
  );
}, 300_000);

it('converges when events are lost and the line comes back', async () => {
  await fc.assert(
    fc.asyncProperty(roundsArbitrary, diceArbitrary, (rounds, dice) =>
      shakenBy(rounds, withHoles(dice), (device) => device.reconnect()),
    ),
    runs,
  );
}, 300_000);
