import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Server } from 'socket.io';
import type { Socket as ClientSocket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { CoalescingAdapter } from './coalescing-adapter.ts';

let server: Server;
let url: string;
const clients: ClientSocket[] = [];

beforeEach(async () => {
  const http = createServer();
  server = new Server(http, {
    adapter: CoalescingAdapter,
    perMessageDeflate: false,
    transports: ['websocket', 'polling'],
  });
  // Whoever connects hears the rooms they name.
  server.on('connection', (socket) => {
    void socket.join(String(socket.handshake.auth['rooms']).split(','));
    socket.emit('ready');
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.disconnect();
  await server.close();
});

/** A client that hears some rooms, and all numbers it has heard. */
async function listener(rooms: string, transports: string[] = ['websocket']) {
  const client = io(url, { auth: { rooms }, transports, reconnection: false, forceNew: true });
  clients.push(client);
  const heard: number[] = [];
  const waiting = new Map<number, () => void>();
  client.on('said', (value: number) => {
    heard.push(value);
    waiting.get(heard.length)?.();
  });
  await new Promise((resolve) => client.once('ready', () => resolve(undefined)));
  const hasHeard = (count: number) =>
    heard.length >= count
      ? Promise.resolve()
      : new Promise<void>((resolve) => waiting.set(count, resolve));
  return { client, heard, hasHeard };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const say = (room: string, value: number, padding = '') =>
  server.to(room).emit('said', value, padding);
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('the coalescing adapter', () => {
  it.each([0, 100, 118, 119, 120, 65_000, 65_522, 65_523, 70_000])(
    'delivers events of every frame size (%i bytes of padding)',
    async (size) => {
      const one = await listener('a');
      const got = new Promise((resolve) =>
        one.client.once('said', (_: number, padding: string) => resolve(padding)),
      );
      say('a', 1, 'é'.repeat(size / 2));
      expect(await got).toBe('é'.repeat(size / 2));
    },
  );

  it('keeps the order of one room for websockets, polling and sockets that upgrade meanwhile', async () => {
    const listeners = await Promise.all([
      listener('a'),
      listener('a', ['polling']),
      listener('a', ['polling', 'websocket']),
    ]);
    for (const value of upTo(500)) {
      say('a', value);
      if (value % 7 === 0) await nextTurn();
    }
    for (const { heard, hasHeard } of listeners) {
      await hasHeard(500);
      expect(heard).toEqual(upTo(500));
    }
  });

  it('keeps one order over several rooms for those who hear more than one', async () => {
    const both = await listener('a,b');
    const onlyB = await listener('b');
    for (const value of upTo(100)) say(value % 3 === 0 ? 'a' : 'b', value);
    await both.hasHeard(100);
    expect(both.heard).toEqual(upTo(100));
    await onlyB.hasHeard(66);
    expect(onlyB.heard).toEqual(upTo(100).filter((value) => value % 3 !== 0));
  });

  it('keeps the order between coalesced events and those that Socket.IO sends itself', async () => {
    const one = await listener('a');
    const sockets = await server.in('a').fetchSockets();
    for (const value of upTo(60)) {
      if (value % 3 === 1) server.to('a').except('nobody').emit('said', value);
      else if (value % 3 === 2) server.to(['a', 'b']).emit('said', value);
      else say('a', value);
    }
    await one.hasHeard(60);
    expect(one.heard).toEqual(upTo(60));
    expect(sockets).toHaveLength(1);
  });

  it('tells who was in the room when it was said: also who left right after, and nobody who came then', async () => {
    const leaver = await listener('a,b');
    const comer = await listener('b');
    say('a', 1);
    server.in(leaver.client.id ?? '').socketsLeave('a');
    server.in(comer.client.id ?? '').socketsJoin('a');
    say('b', 2);
    await Promise.all([leaver.hasHeard(2), comer.hasHeard(1)]);
    expect(leaver.heard).toEqual([1, 2]);
    expect(comer.heard).toEqual([2]);
    say('a', 3);
    say('b', 4);
    await Promise.all([leaver.hasHeard(3), comer.hasHeard(3)]);
    expect(leaver.heard).toEqual([1, 2, 4]);
    expect(comer.heard).toEqual([2, 3, 4]);
  });

  it('writes the events of a busy moment in one piece', async () => {
    const one = await listener('a');
    const [remote] = await server.in('a').fetchSockets();
    const socket = server.of('/').sockets.get(remote?.id ?? '');
    if (!socket) throw new Error('nobody is in the room');
    const tcp = (
      socket.conn.transport as unknown as { socket: { _socket: { write(data: Buffer): boolean } } }
    ).socket._socket;
    const write = tcp.write.bind(tcp);
    const pieces: number[] = [];
    tcp.write = (data) => {
      pieces.push(data.length);
      return write(data);
    };
    for (const value of upTo(50)) say('a', value);
    await one.hasHeard(50);
    expect(pieces).toHaveLength(1);
  });

  it('ends a reader that falls a megabyte behind, and spares the others', async () => {
    const slow = await listener('a');
    const fast = await listener('a');
    const engine = slow.client.io.engine as unknown as {
      transport: { ws: { _socket?: { pause(): void }; pause?(): void } };
    };
    engine.transport.ws._socket?.pause();
    const left = new Promise<string>((resolve) => {
      for (const socket of server.of('/').sockets.values()) {
        if (socket.id === slow.client.id) socket.once('disconnect', resolve);
      }
    });
    let gone = false;
    void left.then(() => (gone = true));
    let count = 0;
    while (!gone) {
      say('a', count++, 'x'.repeat(60_000));
      await fast.hasHeard(count);
    }
    expect(await left).toMatch(/transport/);
    say('a', -1);
    await fast.hasHeard(count + 1);
    expect(fast.heard.at(-1)).toBe(-1);
  });
});
