import { type Figure, median, quantile, show } from '../harness/figures.ts';
import { quietLatencies, type Room } from '../harness/load.ts';

const ROUNDS = 3;
const MESSAGES = 100;

/** Latency from the start of a send to each of 100 deliveries, one message at a time, rounds alternating. */
export async function measureQuietDelivery(
  kraken: Room,
  stock: Room,
  already: number,
): Promise<Figure[]> {
  const mine: { p50: number; p99: number }[] = [];
  const control: { p50: number; p99: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sent = already + round * MESSAGES;
    mine.push(summary(await quietLatencies(kraken, MESSAGES, sent)));
    control.push(summary(await quietLatencies(stock, MESSAGES, sent)));
  }
  return (['p50', 'p99'] as const).map((key) => {
    const ratio = median(mine.map((figures, index) => figures[key] / control[index]![key]));
    const aim = key === 'p50' ? 2 : 1.06;
    return {
      row: 4,
      metric: `Quiet delivery ${key}, 100 members`,
      measured: `${show(median(mine.map((figures) => figures[key])))} ms`,
      control: `${show(median(control.map((figures) => figures[key])))} ms (stock Socket.IO)`,
      ratio,
      aim: key === 'p50' ? '≤ 2 ×' : '≤ 1.06 × (0.4 × Sharkord, which is 2.66 × stock)',
      met: ratio <= aim,
    };
  });
}

function summary(latencies: number[]): { p50: number; p99: number } {
  return { p50: median(latencies), p99: quantile(latencies, 0.99) };
}
