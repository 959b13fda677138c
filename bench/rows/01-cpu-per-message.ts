import { type Figure, median, show } from '../harness/figures.ts';
import { cpuPerMessage, type Room } from '../harness/load.ts';

const MEMBERS = 100;
const ROUNDS = 5;
const LOAD = { messages: 400, inFlight: 4 };

/** Result of row 1, with the control's absolute cost for rows that are told against it. */
export interface CpuPerMessage {
  figure: Figure;
  /** CPU milliseconds of the control per message. */
  stock: number;
}

/** CPU per message, end to end, 100 members online, in alternating rounds after one round of warm-up. */
export async function measureCpuPerMessage(kraken: Room, stock: Room): Promise<CpuPerMessage> {
  const mine: number[] = [];
  const control: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const already = round * LOAD.messages;
    const a = await cpuPerMessage(kraken, LOAD, already);
    const b = await cpuPerMessage(stock, LOAD, already);
    if (round === 0) continue;
    mine.push(a);
    control.push(b);
  }
  const ratio = median(mine.map((cost, index) => cost / control[index]!));
  return {
    stock: median(control),
    figure: {
      row: 1,
      metric: `CPU per message, end to end, ${MEMBERS} members online`,
      measured: `${show(median(mine))} cpu-ms`,
      control: `${show(median(control))} cpu-ms (stock Socket.IO, no auth, no store)`,
      ratio,
      aim: '≤ 1.2 ×, at the least ≤ 1.8 ×',
      met: ratio <= 1.2,
    },
  };
}

/** Messages each room has seen after this row. */
export const messagesSent = (ROUNDS + 1) * LOAD.messages;
