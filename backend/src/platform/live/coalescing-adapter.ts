import type { BroadcastOptions } from 'socket.io-adapter';
import { Adapter } from 'socket.io-adapter';
import { frameOf } from './event-frame.ts';
import type { LaneSocket } from './lane.ts';
import { deliver } from './lane.ts';
import { RoomQueue } from './room-queue.ts';

/** A packet as Socket.IO hands it to its adapter. */
interface Packet {
  type: number;
  data: unknown[];
  id?: number;
}

const eventType = 2;

/**
 * Makes an adapter coalesce: an event for one room is encoded once, waits at most two milliseconds for others, and is
 * written to all members together (PERFORMANCE: stock Socket.IO encodes and frames per socket). Whatever is not such an
 * event takes the adapter's own way, after what waits.
 *
 * Works for every adapter that delivers to its own sockets through `Adapter.broadcast`, the Redis adapter among them:
 * `broadcast` is replaced on that base alone, so that telling other backends stays theirs.
 */
export class CoalescingAdapter extends Adapter {
  private readonly queue = new RoomQueue<LaneSocket>({
    membersOf: (room) => this.membersOf(room),
    deliver: (socket, { bytes, frames }) => deliver(socket, bytes, frames),
  });
  /** Members of rooms as sockets; a room's list is made anew after somebody came or went. */
  private readonly members = new Map<string, LaneSocket[]>();

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const room = onlyRoomOf(packet, options);
    if (room === undefined) {
      this.queue.flush();
      super.broadcast(packet, options);
      return;
    }
    if (this.rooms.has(room)) this.queue.push(room, frameOf(packet.data));
  }

  override addAll(id: string, rooms: Set<string>): void | Promise<void> {
    for (const room of rooms) this.beforeChange(room);
    return super.addAll(id, rooms);
  }

  override del(id: string, room: string): void | Promise<void> {
    this.beforeChange(room);
    return super.del(id, room);
  }

  override delAll(id: string): void {
    for (const room of this.sids.get(id) ?? []) this.members.delete(room);
    super.delAll(id);
  }

  /** Gives out what waits, for a caller that is about to speak to one socket directly. */
  flush(): void {
    this.queue.flush();
  }

  override close(): void | Promise<void> {
    this.queue.close();
    return super.close();
  }

  /** Who is in a room when something is said hears it: not who comes later, but still who leaves right after. */
  private beforeChange(room: string): void {
    if (this.queue.holds(room)) this.queue.flush();
    this.members.delete(room);
  }

  private membersOf(room: string): readonly LaneSocket[] {
    let members = this.members.get(room);
    if (!members) {
      const sockets = (this.nsp as { sockets: Map<string, LaneSocket> }).sockets;
      members = [...(this.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
      this.members.set(room, members);
    }
    return members;
  }
}

/** The room of a plain event to one room; undefined for everything that Socket.IO should do itself. */
function onlyRoomOf(
  packet: Packet,
  { rooms, except, flags }: BroadcastOptions,
): string | undefined {
  if (packet.type !== eventType || packet.id !== undefined) return undefined;
  if (rooms.size !== 1 || (except && except.size > 0) || flags?.volatile) return undefined;
  const [room] = rooms;
  return room;
}
