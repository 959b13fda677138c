import type { Socket as TcpSocket } from 'node:net';
import { limits } from '@kraken/shared';
import type { EventFrame } from './event-frame.ts';

/**
 * The parts of Socket.IO's, Engine.IO's and ws's sockets that a lane touches; their types hide them. The versions are pinned,
 * and the tests of the lane fail when one of them changes its mind.
 */
export interface LaneSocket {
  readonly client: {
    readonly conn: EngineSocket;
    writeToEngine(packets: readonly string[], options: { preEncoded: true }): void;
  };
}

export interface EngineSocket {
  readonly readyState: string;
  readonly upgrading: boolean;
  readonly writeBuffer: readonly { data?: string }[];
  readonly transport: {
    readonly name: string;
    readonly socket?: {
      readonly readyState: number;
      readonly _socket: TcpSocket | null;
      terminate(): void;
    };
  };
  close(discard: boolean): void;
  on(event: 'packet', listener: () => void): void;
}

const wsOpen = 1;

/** Every so many packets that wait on the ordinary path, their size is added up. */
const packetsPerCheck = 64;

/**
 * Gives a socket the bytes of several events at once. A plain WebSocket gets the shared buffer straight on its TCP
 * connection: no copy, no packet objects, no frame of its own. Sockets that poll, that are changing transport, or that have
 * packets waiting take the ordinary path, so that no event overtakes another.
 */
export function deliver(socket: LaneSocket, bytes: Buffer, frames: readonly EventFrame[]): void {
  const { conn } = socket.client;
  const tcp = plainConnectionOf(conn);
  if (!tcp) return deliverInPackets(socket, frames);
  tcp.write(bytes);
  if (tcp.writableLength > limits.socketBufferBytes) drop(conn);
}

function deliverInPackets(socket: LaneSocket, frames: readonly EventFrame[]): void {
  const { conn } = socket.client;
  if (conn.readyState !== 'open') return;
  for (const { packet } of frames) {
    socket.client.writeToEngine([packet], { preEncoded: true });
    const waiting = conn.writeBuffer;
    if (
      waiting.length > 0 &&
      waiting.length % packetsPerCheck === 0 &&
      sizeOf(waiting) > limits.socketBufferBytes
    ) {
      drop(conn);
      return;
    }
  }
}

/** The TCP connection of a socket that can be written to at once, in order with everything before. */
function plainConnectionOf(conn: EngineSocket): TcpSocket | undefined {
  const { transport } = conn;
  if (transport.name !== 'websocket' || conn.readyState !== 'open') return undefined;
  if (conn.upgrading || conn.writeBuffer.length > 0) return undefined;
  const ws = transport.socket;
  if (!ws || ws.readyState !== wsOpen) return undefined;
  const tcp = ws._socket;
  return tcp?.writable ? tcp : undefined;
}

function sizeOf(packets: EngineSocket['writeBuffer']): number {
  return packets.reduce((sum, { data }) => sum + (data?.length ?? 0), 0);
}

/** Ends a reader that cannot keep up, at once: it connects again and asks for what it missed. */
function drop(conn: EngineSocket): void {
  const { socket } = conn.transport;
  if (conn.transport.name === 'websocket' && socket) socket.terminate();
  else conn.close(true);
}

/** Cuts a line: whatever else has arrived on it is not looked at any more, and nobody waits for its other end to agree. */
export function cut(conn: EngineSocket): void {
  const { name, socket } = conn.transport;
  conn.close(true);
  if (name === 'websocket') socket?.terminate();
}
