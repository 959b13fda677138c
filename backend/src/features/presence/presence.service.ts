import type { PresenceStatus } from '@kraken/shared';
import type { OnApplicationBootstrap, BeforeApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { Bus, topic } from '../../platform/bus/bus.ts';
import type { SignalSource } from '../../platform/live/signals.ts';
import { Logs } from '../../platform/log/logs.ts';
import type { DeviceStatus } from './device-status.ts';
import { isChoice, isWish } from './device-status.ts';
import type { Device } from './presence-sets.ts';
import { PresenceSets } from './presence-sets.ts';
import { PresenceTeller } from './presence-teller.ts';

/** A person chose a status on one device: what was wished on the others no longer holds. */
const chosen = topic<{ userId: string; socketId: string }>('presence.chosen');

/** Changes that come together are told as one. Also the time a new device has to say that it is invisible. */
const gatherMs = 250;
/** A reload is back within this: nobody is told that the person left. */
const departureMs = 2_000;
/** A third of the time after which an entry ends by itself: two renewals in a row may be lost. */
const renewMs = 15_000;

/** Who is there: by the devices that are connected, over all backends, never stored. */
@Injectable()
export class PresenceService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  /** Devices connected to this backend, by socket. */
  private readonly devices = new Map<string, Device>();
  /** Devices that left this backend a moment ago and are still in the sets. */
  private readonly departing = new Map<string, Device>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private renewal: NodeJS.Timeout | undefined;

  constructor(
    private readonly sets: PresenceSets,
    private readonly teller: PresenceTeller,
    private readonly bus: Bus,
    private readonly logs: Logs,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.subscribe(chosen, ({ userId, socketId }) => this.withdrawWishes(userId, socketId));
    // Redis comes back empty when it was restarted.
    this.bus.onReconnected(() => this.renew());
    this.renewal = setInterval(() => this.renew(), renewMs);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.renewal);
    for (const timer of this.timers.values()) clearTimeout(timer);
    const left = [...this.devices.values(), ...this.departing.values()];
    await Promise.allSettled(left.map((device) => this.sets.remove(device)));
  }

  /** How each of these people appears to others. Everyone asked for is in the answer. */
  async presenceOf(userIds: readonly string[]): Promise<Map<string, PresenceStatus>> {
    const statuses = await Promise.all(userIds.map((id) => this.sets.visibleStatusOf(id)));
    return new Map(userIds.map((id, index) => [id, statuses[index] ?? 'offline']));
  }

  /** A device is online until it says something else. */
  arrive({ userId, socketId }: SignalSource): void {
    const device: Device = { userId, socketId, status: 'online' };
    this.devices.set(socketId, device);
    this.write(this.sets.put(device));
    this.tellSoon(userId);
  }

  depart({ userId, socketId }: SignalSource): void {
    const device = this.devices.get(socketId);
    if (!device) return;
    this.devices.delete(socketId);
    // Its entry stays meanwhile, so that a reload is not seen by anyone.
    this.departing.set(socketId, device);
    this.after(departureMs, `departure/${socketId}`, () => {
      this.departing.delete(socketId);
      this.write(this.sets.remove(device));
      this.tellSoon(userId);
    });
  }

  say({ userId, socketId }: SignalSource, status: DeviceStatus): void {
    const device = this.devices.get(socketId);
    if (!device) return;
    if (isChoice(device.status, status)) this.bus.publish(chosen, { userId, socketId });
    this.change(device, status);
  }

  private withdrawWishes(userId: string, exceptSocketId: string): void {
    for (const device of this.devices.values()) {
      const isOther = device.userId === userId && device.socketId !== exceptSocketId;
      if (isOther && isWish(device.status)) this.change(device, 'online');
    }
  }

  private change(device: Device, status: DeviceStatus): void {
    if (device.status === status) return;
    const changed = { ...device, status };
    this.devices.set(device.socketId, changed);
    // In this order there is no moment without an entry.
    this.write(this.sets.put(changed));
    this.write(this.sets.remove(device));
    this.tellSoon(device.userId);
  }

  /**
   * Keeps what is here, and compares what was told with what is: it mends a notice that got lost, and tells of those
   * who were left behind by a backend that died.
   */
  private renew(): void {
    const people = new Set(this.teller.everyonePresent());
    for (const device of this.devices.values()) {
      people.add(device.userId);
      this.write(this.sets.put(device));
    }
    for (const userId of people) this.tellSoon(userId);
  }

  private tellSoon(userId: string): void {
    this.after(gatherMs, `tell/${userId}`, () => void this.teller.tell(userId));
  }

  /** Runs the work once after that time, however often it is asked for until then. */
  private after(ms: number, key: string, work: () => void): void {
    if (this.timers.has(key)) return;
    const timer = setTimeout(() => {
      this.timers.delete(key);
      work();
    }, ms);
    this.timers.set(key, timer);
  }

  /** A write that failed is made good by the next renewal. */
  private write(written: Promise<void>): void {
    written.catch((error: unknown) => this.logs.fault('presence could not be written', error));
  }
}
