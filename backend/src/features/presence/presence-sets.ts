import type { PresenceStatus } from '@kraken/shared';
import { limits } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { Bus } from '../../platform/bus/bus.ts';
import type { DeviceStatus } from './device-status.ts';
import { visibleStatus } from './device-status.ts';

/** A connected device and what it says. */
export interface Device {
  userId: string;
  socketId: string;
  status: DeviceStatus;
}

/**
 * The devices of each person over all backends, in the bus's sets and nowhere durable. An entry ends by itself unless it
 * is renewed, so a backend that died takes its devices with it.
 */
@Injectable()
export class PresenceSets {
  constructor(private readonly bus: Bus) {}

  /** Enters the device, or keeps it there for another while. */
  put(device: Device): Promise<void> {
    return this.bus.addMember(setOf(device.userId), entryOf(device), limits.presenceSeconds);
  }

  remove(device: Device): Promise<void> {
    return this.bus.removeMember(setOf(device.userId), entryOf(device));
  }

  async visibleStatusOf(userId: string): Promise<PresenceStatus> {
    const entries = await this.bus.members(setOf(userId));
    return visibleStatus(entries.map(statusIn));
  }
}

function setOf(userId: string): string {
  return `presence:${userId}`;
}

function entryOf({ socketId, status }: Device): string {
  return `${status}/${socketId}`;
}

function statusIn(entry: string): DeviceStatus {
  return entry.slice(0, entry.indexOf('/')) as DeviceStatus;
}
