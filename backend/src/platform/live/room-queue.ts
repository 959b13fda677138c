import type { EventFrame } from './event-frame.ts';

/** How long events are collected while others are on their way. */
const busyWindowMs = 2;

interface Queued {
  readonly room: string;
  readonly frame: EventFrame;
}

/** Events of one flush for one set of rooms, in the order in which they were told. */
export interface Batch {
  readonly bytes: Buffer;
  readonly frames: readonly EventFrame[];
}

/** Where a flush finds the members of a room, and what it does with what they get. */
export interface Delivery<Member> {
  membersOf(room: string): readonly Member[];
  deliver(member: Member, batch: Batch): void;
}

/**
 * Collects what rooms are told and gives it out together. When all is quiet an event leaves at the end of the turn in which
 * it was told; within two milliseconds after that, further events wait for each other.
 */
export class RoomQueue<Member extends object> {
  private queued: Queued[] = [];
  private soon: NodeJS.Immediate | undefined;
  private window: NodeJS.Timeout | undefined;

  constructor(private readonly delivery: Delivery<Member>) {}

  push(room: string, frame: EventFrame): void {
    this.queued.push({ room, frame });
    if (!this.window) this.soon ??= setImmediate(() => this.flush());
  }

  /** Whether something waits for that room. */
  holds(room: string): boolean {
    return this.queued.some((entry) => entry.room === room);
  }

  /** Gives out everything that waits, now. */
  flush(): void {
    if (this.soon) clearImmediate(this.soon);
    this.soon = undefined;
    if (this.queued.length === 0) return;
    const queued = this.queued;
    this.queued = [];
    this.window ??= setTimeout(() => this.endWindow(), busyWindowMs);
    this.giveOut(queued);
  }

  close(): void {
    this.flush();
    clearTimeout(this.window);
    this.window = undefined;
  }

  private endWindow(): void {
    this.window = undefined;
    this.flush();
  }

  private giveOut(queued: readonly Queued[]): void {
    const rooms = [...new Set(queued.map(({ room }) => room))];
    const [only] = rooms;
    if (only !== undefined && rooms.length === 1) {
      const batch = batchOf(queued);
      for (const member of this.delivery.membersOf(only)) this.delivery.deliver(member, batch);
      return;
    }
    this.giveOutMixed(queued, rooms);
  }

  /**
   * Members of several of the rooms get the events of all of them in one order. Most members share their combination of
   * rooms with many others, so one buffer per combination is made.
   */
  private giveOutMixed(queued: readonly Queued[], rooms: readonly string[]): void {
    const combinations = new Map<Member, string>();
    rooms.forEach((room, index) => {
      for (const member of this.delivery.membersOf(room)) {
        const before = combinations.get(member);
        combinations.set(member, before === undefined ? String(index) : `${before},${index}`);
      }
    });
    const batches = new Map<string, Batch>();
    for (const [member, combination] of combinations) {
      let batch = batches.get(combination);
      if (!batch) {
        const heard = new Set(combination.split(',').map((index) => rooms[Number(index)]));
        batch = batchOf(queued.filter(({ room }) => heard.has(room)));
        batches.set(combination, batch);
      }
      this.delivery.deliver(member, batch);
    }
  }
}

function batchOf(queued: readonly Queued[]): Batch {
  const frames = queued.map(({ frame }) => frame);
  const [only] = frames;
  return {
    frames,
    bytes:
      only && frames.length === 1 ? only.bytes : Buffer.concat(frames.map(({ bytes }) => bytes)),
  };
}
