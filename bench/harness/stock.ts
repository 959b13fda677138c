import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { ServerProcess } from './server-process.ts';

const ENTRY = fileURLToPath(new URL('../control/stock-server.ts', import.meta.url));

export interface Stock {
  server: ServerProcess;
  url: string;
}

export async function startStock(): Promise<Stock> {
  const [server, ready] = await ServerProcess.start<{ port: number }>({ args: [ENTRY] });
  return { server, url: `http://127.0.0.1:${ready.port}` };
}

/** Sockets in the control's one room, websocket only. */
export async function joinStock(stock: Stock, count: number): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () =>
    io(stock.url, { transports: ['websocket'], forceNew: true }),
  );
  await Promise.all(
    sockets.map(
      (socket) => new Promise<void>((resolve) => socket.once('session.ready', () => resolve())),
    ),
  );
  return sockets;
}
