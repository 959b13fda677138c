import { io } from 'socket.io-client';
import { type Figure, median, show } from '../harness/figures.ts';
import { startBackend } from '../harness/kraken.ts';
import { joinStock, startStock } from '../harness/stock.ts';

const ROUNDS = 7;
/** Sharkord's 550 ms over stock's 150 ms, as once measured side by side. */
const SHARKORD_IN_STOCK = 550 / 150;

/** From launching the process to the first socket that is ready, on data that exists, pairs alternating. */
export async function measureColdStart(data: string, token: string): Promise<Figure> {
  const mine: number[] = [];
  const control: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const a = await krakenStart(data, token);
    const b = await stockStart();
    if (round === 0) continue;
    mine.push(a);
    control.push(b);
  }
  const ratio = median(mine.map((time, index) => time / control[index]!));
  return {
    row: 13,
    metric: 'Cold start to the first ready socket',
    measured: `${show(median(mine))} ms`,
    control: `${show(median(control))} ms (stock Socket.IO)`,
    ratio,
    aim: `≤ ${show(0.9 * SHARKORD_IN_STOCK)} × (0.9 × Sharkord)`,
    met: ratio <= 0.9 * SHARKORD_IN_STOCK,
  };
}

async function krakenStart(data: string, token: string): Promise<number> {
  const start = performance.now();
  const [server, url] = await startBackend(data);
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth: { token } });
  await new Promise<void>((resolve, reject) => {
    socket.once('session.ready', () => resolve());
    socket.once('connect_error', reject);
  });
  const time = performance.now() - start;
  socket.disconnect();
  await server.stop();
  return time;
}

async function stockStart(): Promise<number> {
  const start = performance.now();
  const stock = await startStock();
  const [socket] = await joinStock(stock, 1);
  const time = performance.now() - start;
  socket?.disconnect();
  await stock.server.stop();
  return time;
}
