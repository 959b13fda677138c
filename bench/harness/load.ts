import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Socket } from 'socket.io-client';
import { call, connectPeople, invitePeople, type Kraken, type Person } from './kraken.ts';
import { Deliveries } from './deliveries.ts';
import { joinStock, type Stock } from './stock.ts';
import type { ServerProcess } from './server-process.ts';

/** Text of an ordinary chat line: 60 characters. */
const TEXT = 'The tide comes in at six, bring the lanterns and some bread.';

/** A room of members under load, on whichever server. */
export interface Room {
  server: ServerProcess;
  deliveries: Deliveries;
  sockets: Socket[];
  /** Sends the i-th message and resolves when it is acknowledged, with the id its deliveries carry. */
  send: (index: number) => Promise<string>;
}

export async function krakenRoom(kraken: Kraken, people: Person[]): Promise<Room> {
  const sockets = await connectPeople(kraken, people);
  return {
    server: kraken.server,
    sockets,
    deliveries: new Deliveries(sockets),
    send: async (index) => {
      const message = await call(kraken.url, {
        method: 'POST',
        path: `/api/channels/${kraken.channelId}/messages`,
        person: people[index % people.length]!,
        body: { nonce: randomUUID(), content: TEXT },
      });
      return message.id;
    },
  };
}

export async function stockRoom(stock: Stock, members: number): Promise<Room> {
  const sockets = await joinStock(stock, members);
  return {
    server: stock.server,
    sockets,
    deliveries: new Deliveries(sockets),
    send: async (index) => {
      const id = randomUUID();
      await sockets[index % members]!.emitWithAck('send', { id, content: TEXT });
      return id;
    },
  };
}

interface Load {
  messages: number;
  /** Sends under way at once. */
  inFlight: number;
}

/** CPU milliseconds of the server per message in a closed loop, deliveries included. */
export async function cpuPerMessage(room: Room, load: Load, already = 0): Promise<number> {
  const before = room.server.cpu();
  let next = 0;
  const sender = async (): Promise<void> => {
    while (next < load.messages) await room.send(next++);
  };
  await Promise.all(Array.from({ length: load.inFlight }, sender));
  await room.deliveries.settled(already + load.messages);
  return (room.server.cpu() - before) / load.messages;
}

/** Latencies in milliseconds from the start of a send to each delivery, one message at a time. */
export async function quietLatencies(room: Room, messages: number, already = 0): Promise<number[]> {
  const sentAt = new Map<string, number>();
  for (let index = 0; index < messages; index++) {
    const at = performance.now();
    sentAt.set(await room.send(index), at);
    await delay(20);
  }
  await room.deliveries.settled(already + messages);
  return room.deliveries.latencies(sentAt);
}

export function leave(room: Room): void {
  for (const socket of room.sockets) socket.disconnect();
}

/** The owner's community with that many members, each with a socket. */
export async function crowd(kraken: Kraken, members: number): Promise<[Room, Person[]]> {
  const people = await invitePeople(kraken, members);
  return [await krakenRoom(kraken, people), people];
}
