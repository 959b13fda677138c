import type { PresenceStatus, SetPresence } from '@kraken/shared';

/** What one device says of its person. */
export type DeviceStatus = SetPresence['status'];

/**
 * What others see of a person with these devices. Whoever asks not to be seen, or not to be disturbed, on one device
 * means themselves; otherwise the liveliest device counts.
 */
export function visibleStatus(devices: readonly DeviceStatus[]): PresenceStatus {
  if (devices.includes('invisible')) return 'offline';
  return (
    (['dnd', 'online', 'idle'] as const).find((status) => devices.includes(status)) ?? 'offline'
  );
}

/** Whether the status is a wish for the whole person rather than a fact about the device. */
export function isWish(status: DeviceStatus): status is 'dnd' | 'invisible' {
  return status === 'dnd' || status === 'invisible';
}

/**
 * Whether a device that says `next` after `previous` chooses for the whole person, and so takes back what was chosen
 * on the others. Coming back from `idle` is no choice: the device only noticed that someone is there.
 */
export function isChoice(previous: DeviceStatus, next: DeviceStatus): boolean {
  return isWish(next) || (next === 'online' && previous !== 'idle');
}
