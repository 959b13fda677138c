import { setTimeout as delay } from 'node:timers/promises';
import { type Figure, median, show } from '../harness/figures.ts';
import { startBackend } from '../harness/kraken.ts';
import { startStock } from '../harness/stock.ts';

const ROUNDS = 3;
/** The lower of Sharkord's two readings, in megabytes. */
const SHARKORD = 94;

/** Resident memory of all server processes, ten seconds after a start with nobody there. */
export async function measureIdleMemory(data: string): Promise<Figure> {
  const mine: number[] = [];
  const control: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [server] = await startBackend(data);
    const stock = await startStock();
    await delay(10_000);
    mine.push(server.memory());
    control.push(stock.server.memory());
    await server.stop();
    await stock.server.stop();
  }
  const ratio = median(mine) / SHARKORD;
  return {
    row: 14,
    metric: 'Idle memory, all processes but LiveKit',
    measured: `${show(median(mine))} MB`,
    control: `${SHARKORD} MB (Sharkord, as once measured; stock in this run ${show(median(control))} MB)`,
    ratio,
    aim: '≤ 1.1 ×',
    met: ratio <= 1.1,
  };
}
