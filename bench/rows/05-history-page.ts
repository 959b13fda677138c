import { Long, MongoClient, ObjectId } from 'mongodb';
import { type Figure, median, quantile, show } from '../harness/figures.ts';
import { call, type Kraken } from '../harness/kraken.ts';

const SMALL = 5_000;
const LARGE = 100_000;
const ROUNDS = 5;
const PAGES = 200;
/** Sharkord's page cost at 5,000 messages over its message cost against stock: 4.3 / 4.8 × 7.4. */
const SHARKORD_PAGE_IN_STOCK_MESSAGES = (4.3 / 4.8) * 7.4;
const SHARKORD_P99 = 10;

interface Cost {
  cpu: number;
  p99: number;
}

/** A page of 50 somewhere in the channel, in a channel of 5,000 and in one of 100,000 messages. */
export async function measureHistoryPage(kraken: Kraken, stockMessage: number): Promise<Figure[]> {
  const small = await fill(kraken, SMALL);
  const large = await fill(kraken, LARGE);
  const costs = { small: [] as Cost[], large: [] as Cost[] };
  for (let round = 0; round <= ROUNDS; round++) {
    const a = await pages(kraken, small);
    const b = await pages(kraken, large);
    if (round === 0) continue;
    costs.small.push(a);
    costs.large.push(b);
  }
  const cpu = median(costs.small.map((cost) => cost.cpu));
  const sharkord = SHARKORD_PAGE_IN_STOCK_MESSAGES * stockMessage;
  const p99 = median(costs.small.map((cost) => cost.p99));
  const growth = median(costs.large.map((cost, index) => cost.cpu / costs.small[index]!.cpu));
  return [
    {
      row: 5,
      metric: `History page of 50, cpu, ${SMALL} messages`,
      measured: `${show(cpu)} cpu-ms`,
      control: `${show(sharkord)} cpu-ms (Sharkord, told by its ratio to stock)`,
      ratio: cpu / sharkord,
      aim: '≤ 0.1 ×',
      met: cpu / sharkord <= 0.1,
    },
    {
      row: 5,
      metric: `History page of 50, p99, ${SMALL} messages`,
      measured: `${show(p99)} ms`,
      control: `${SHARKORD_P99} ms (Sharkord, as once measured)`,
      ratio: p99 / SHARKORD_P99,
      aim: '≤ 0.35 ×',
      met: p99 / SHARKORD_P99 <= 0.35,
    },
    {
      row: 5,
      metric: `History page of 50, cpu at ${LARGE} against ${SMALL} messages`,
      measured: `${show(median(costs.large.map((cost) => cost.cpu)))} cpu-ms`,
      control: `${show(cpu)} cpu-ms`,
      ratio: growth,
      aim: '≤ 1.15 × (the same)',
      met: growth <= 1.15,
    },
  ];
}

interface Filled {
  channelId: string;
  /** Ids all over the channel's history, to read before. */
  cursors: string[];
}

/**
 * Fills a channel with copies of one message that was really sent, through the store's own protocol: the
 * same documents, without an hour of rate-limited sending.
 */
async function fill(kraken: Kraken, messages: number): Promise<Filled> {
  const channel = await call(kraken.url, {
    method: 'POST',
    path: `/api/communities/${kraken.communityId}/channels`,
    person: kraken.owner,
    body: { name: `history-${messages}`, type: 'text' },
  });
  const sent = await call(kraken.url, {
    method: 'POST',
    path: `/api/channels/${channel.id}/messages`,
    person: kraken.owner,
    body: {
      nonce: crypto.randomUUID(),
      content: 'A line of history, about as long as most of them are.',
    },
  });
  const client = new MongoClient(kraken.mongoUrl);
  const collection = client.db(kraken.mongoDb).collection('messages');
  const original = await collection.findOne({ _id: new ObjectId(sent.id as string) });
  if (!original) throw new Error('the message that was sent is not in the store');
  const cursors: string[] = [];
  const number = (value: number): unknown =>
    original['n'] instanceof Long ? Long.fromNumber(value) : value;
  for (let start = 2; start <= messages; start += 1000) {
    const batch = Array.from({ length: Math.min(1000, messages - start + 1) }, (_, index) => ({
      ...original,
      _id: new ObjectId(),
      n: number(start + index),
      seq: number(start + index),
      slots: [number(start + index)],
      nonce: crypto.randomUUID(),
    }));
    await collection.insertMany(batch);
    cursors.push(batch[0]!._id.toHexString());
  }
  await client.close();
  return { channelId: channel.id, cursors: cursors.slice(1) };
}

async function pages(kraken: Kraken, { channelId, cursors }: Filled): Promise<Cost> {
  const latencies: number[] = [];
  const before = kraken.server.cpu();
  for (let index = 0; index < PAGES; index++) {
    const cursor = cursors[(index * 7) % cursors.length]!;
    const start = performance.now();
    const page = await call(kraken.url, {
      path: `/api/channels/${channelId}/messages?limit=50&before=${cursor}`,
      person: kraken.owner,
    });
    latencies.push(performance.now() - start);
    if (page.items.length !== 50) throw new Error(`a page held ${page.items.length} messages`);
  }
  return { cpu: (kraken.server.cpu() - before) / PAGES, p99: quantile(latencies, 0.99) };
}
