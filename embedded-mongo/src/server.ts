import { chmodSync, lstatSync, rmSync } from 'node:fs';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { Engine } from './engine.ts';
import { startUpkeep } from './upkeep.ts';
import { ClientConnection } from './wire/connection.ts';

/** A Unix socket (a path), or a TCP address; port 0 takes a free one. */
export type Listen = { readonly socket: string } | { readonly host: string; readonly port: number };

export interface RunningServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Opens the folder and listens. */
export async function serve(path: string, listen: Listen): Promise<RunningServer> {
  const engine = new Engine(path);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    new ClientConnection(engine, socket);
  });
  try {
    await open(server, listen);
  } catch (error) {
    engine.close();
    throw error;
  }
  const { url, address } = describe(server, listen);
  engine.address = address;
  const stopUpkeep = startUpkeep(engine);
  return {
    url,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      stopUpkeep();
      engine.group.commit();
      for (const socket of sockets) socket.destroy();
      await closed;
      engine.close();
    },
  };
}

function describe(server: Server, listen: Listen): { url: string; address: string } {
  if ('socket' in listen) {
    const address = encodeURIComponent(listen.socket);
    return { url: `mongodb://${address}/?directConnection=true`, address: listen.socket };
  }
  const { port } = server.address() as AddressInfo;
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return { url: `mongodb://${host}:${port}/?directConnection=true`, address: `${host}:${port}` };
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

async function open(server: Server, listen: Listen): Promise<void> {
  if (!('socket' in listen)) {
    // There is no authentication: whoever reaches the port owns the data.
    if (!LOOPBACK.has(listen.host))
      throw new Error(`embedded-mongo listens on loopback only, not on ${listen.host}`);
    await listening(server, () => server.listen(listen.port, listen.host));
    return;
  }
  await removeStale(listen.socket);
  // The socket must never be open to others, not even between its making and a change of mode.
  const mask = process.platform === 'win32' ? undefined : setMask();
  try {
    await listening(server, () => server.listen(listen.socket));
  } finally {
    mask?.();
  }
  chmodSync(listen.socket, 0o600);
}

/** Worker threads may not change the mask; there the mode is set right after. */
function setMask(): (() => void) | undefined {
  try {
    const before = process.umask(0o177);
    return () => void process.umask(before);
  } catch {
    return undefined;
  }
}

function listening(server: Server, start: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve();
    });
    start();
  });
}

/** Removes the socket file that a killed process left behind; one that answers is left alone. */
async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isSocket()) return;
  const isAlive = await new Promise<boolean>((resolve) => {
    const probe = connect(path);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (!isAlive) rmSync(path, { force: true });
}
