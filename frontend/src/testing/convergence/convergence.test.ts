import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { routeAccess, type RouteId } from '../../../../backend/src/access-table.ts';
import { buildSecondDevice } from '../../../../backend/src/testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../../../backend/src/testing/start-test-app.ts';
import { connectApi, Device } from './device.ts';
import { allHeard, expectConverged } from './expect-converged.ts';
import { scenarios } from './scenarios.ts';
import { buildStage } from './stage.ts';

/** The law of events: what was fetched once and kept by the handlers is what would be fetched now. */
let kraken: TestApp;
let devices: Device[] = [];

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '1000' } });
  connectApi();
});
afterEach(() => {
  for (const device of devices) device.close();
  devices = [];
});
afterAll(() => kraken.stop());

/** Routes that only tell; the application's own document says so. */
async function mutatingRoutes(): Promise<RouteId[]> {
  const { body } = await kraken.http().get('/api/openapi.json');
  const reading = new Set<string>();
  for (const path of Object.values<Record<string, { operationId: string }>>(body.paths)) {
    if (path['get']) reading.add(path['get'].operationId);
  }
  // Not in the document, because no browser asks them.
  for (const watched of ['healthLive', 'healthReady', 'openapiGet']) reading.add(watched);
  return (Object.keys(routeAccess) as RouteId[]).filter((id) => !reading.has(operationId(id)));
}

const operationId = (id: string): string =>
  id.replace(/\.(.)/, (_, letter: string) => letter.toUpperCase());

it('there is a scenario for every mutating route of the access table', async () => {
  expect(Object.keys(scenarios).toSorted()).toEqual((await mutatingRoutes()).toSorted());
});

describe.each(Object.entries(scenarios))('snapshot and events of %s', (_route, all) => {
  it.each(all.map((scenario) => [scenario.title, scenario] as const))(
    'when %s',
    async (_title, { actor, prepare, act }) => {
      const stage = await buildStage(kraken);
      const prepared = (await prepare?.(stage)) as never;
      const watcher = stage[actor === 'watcher' ? 'member' : 'watcher'];
      devices.push(await Device.open(kraken, watcher, { name: 'a watcher' }));
      devices.push(
        await Device.open(kraken, watcher, { name: 'a watcher elsewhere', attention: 'elsewhere' }),
      );
      if (actor) {
        const second = await buildSecondDevice(kraken, stage[actor]);
        devices.push(await Device.open(kraken, second, { name: 'the second device' }));
      }
      await expectConverged(devices);
      const { status } = await act(stage, prepared);
      expect(status).toBeLessThan(400);
      await allHeard(kraken, devices);
      await expectConverged(devices);
    },
  );
});
