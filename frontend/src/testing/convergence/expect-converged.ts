import { expect, vi } from 'vitest';
import type { TestApp } from '../../../../backend/src/testing/start-test-app.ts';
import { Live } from '../../../../backend/src/platform/live/live.ts';
import type { Device } from './device.ts';
import { sideBySide } from './everything.ts';

/** Resolves when all that was told until now has arrived at the devices. */
export async function allHeard(kraken: TestApp, devices: readonly Device[]): Promise<void> {
  const live = kraken.get(Live);
  await Promise.all(
    devices
      .filter((device) => !device.isEnded)
      .map((device) =>
        device.heardAll((channelId) =>
          live.publish(
            'read.updated',
            { kind: 'user', userId: device.userId },
            { channelId, n: 0, mentions: 0 },
          ),
        ),
      ),
  );
}

/**
 * What each device holds is what it would fetch. Asks until it is so: presence settles a moment after its cause, and a
 * handler may have asked for something that is still on its way.
 */
export async function expectConverged(
  devices: readonly Device[],
  { backends = 1 }: { backends?: number } = {},
): Promise<void> {
  await Promise.all(devices.map((device) => expectOneConverged(device, backends)));
}

async function expectOneConverged(device: Device, backends: number): Promise<void> {
  if (device.isEnded) {
    await expect(device.fetchAgain()).rejects.toThrow();
    return;
  }
  await vi.waitFor(
    async () => {
      await device.look();
      const fresh = await device.fetchAgain();
      const { live, again } = sideBySide(device.client, fresh, { backends });
      const told = device.events.slice(-6).map(({ event }) => event);
      expect(live, `${device.name}, last told ${told.join(', ')}`).toEqual(again);
    },
    { timeout: 10_000, interval: 100 },
  );
}
