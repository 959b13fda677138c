import type { ChangePage, Home, Message, Tombstone } from '@kraken/shared';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failPointNames } from '../../platform/fail-points.ts';
import { BackendProcess } from '../../testing/backend-process.ts';
import { HttpClient } from '../../testing/http-client.ts';
import { SocketClient } from '../../testing/socket-client.ts';

/** The real program, killed in the middle of its work at each point of a write. */
const data = mkdtempSync(join(tmpdir(), 'kraken-killed-'));
const rates = { RATE_FACTOR: '1000' };
let token: string;
let communityId: string;
let channelId: string;

const clientOf = (backend: BackendProcess): HttpClient => {
  const client = new HttpClient(backend.url);
  client.token = token;
  return client;
};

beforeAll(async () => {
  const backend = await BackendProcess.start(data, rates);
  const http = new HttpClient(backend.url);
  const { body } = await http.post('/api/setup', {
    token: backend.setupLink?.split('token=')[1],
    username: 'owner',
    password: 'a password for tests',
    communityName: 'First',
  });
  token = body.accessToken;
  const home: Home = (await clientOf(backend).get('/api/users/me/home')).body;
  communityId = home.communities[0]!.id;
  await backend.kill();
}, 60_000);
afterAll(() => rmSync(data, { recursive: true, force: true }));

const path = () => `/api/channels/${channelId}`;

/** What a reader holds: the latest state by id. */
type View = Map<string, Message | Tombstone>;

/** Asks for everything after a number and lays it over what the reader holds. */
async function catchUp(http: HttpClient, view: View, from: number): Promise<void> {
  for (let after = from, more = true; more;) {
    const page: ChangePage = (await http.get(`${path()}/changes?after=${after}&limit=20`)).body;
    for (const item of page.items) view.set(item.id, item);
    after = page.items.at(-1)?.seq ?? after;
    more = page.more;
  }
}

/** A person's work: sends, and with every third one a reaction and an edit of an older message. */
interface Work {
  nonce: string;
  content: string;
  /** The first answer, when it came. */
  answer?: Message;
}

async function send(http: HttpClient, work: Work): Promise<void> {
  const { nonce, content } = work;
  const { status, body } = await http.post(`${path()}/messages`, { nonce, content });
  expect(status).toBe(201);
  if (work.answer)
    expect({ id: body.id, n: body.n }).toEqual({ id: work.answer.id, n: work.answer.n });
  work.answer = body;
}

/** Runs until the backend dies; what was not answered stays without an answer. */
async function workUntilDeath(
  backend: BackendProcess,
  works: Work[],
  seed: Message,
): Promise<void> {
  const http = clientOf(backend);
  const queue = [...works];
  const worker = async (): Promise<void> => {
    for (let work = queue.shift(); work; work = queue.shift()) {
      await send(http, work);
      await http.put(`${path()}/messages/${seed.id}/reactions/${encodeURIComponent('🎉')}`);
      await http.patch(`${path()}/messages/${seed.id}`, { content: `seed ${work.content}` });
      await http.delete(`${path()}/messages/${seed.id}/reactions/${encodeURIComponent('🎉')}`);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 6 }, worker));
  expect(
    ends.some(({ status }) => status === 'rejected'),
    'the backend was to die',
  ).toBe(true);
  expect(await backend.ended).toBe('SIGKILL');
}

describe.each(failPointNames)('killed %s', (point) => {
  it.each([6])(
    'the %ith time: stores every send once, answers repeats with the first result, and lets readers catch up',
    async (times) => {
      const dying = await BackendProcess.start(data, {
        ...rates,
        FAIL_POINT: `${point}:${times + 2}`,
      });
      const http = clientOf(dying);
      const created = await http.post(`/api/communities/${communityId}/channels`, {
        name: `${point} ${times}`,
        type: 'text',
      });
      channelId = created.body.id;
      const reader = await new SocketClient(dying.url, token).ready();
      const seed: Message = (
        await http.post(`${path()}/messages`, { nonce: randomUUID(), content: 'seed' })
      ).body;
      const works: Work[] = Array.from({ length: 40 }, (_, index) => ({
        nonce: randomUUID(),
        content: `work ${index}`,
      }));
      await workUntilDeath(dying, works, seed);
      await reader.closed();
      const acknowledged = works.filter(({ answer }) => answer);
      expect(acknowledged.length).toBeLessThan(works.length);

      const healed = await BackendProcess.start(data, rates);
      const again = clientOf(healed);
      // Everything acknowledged is there before anyone repeats anything.
      for (const { answer } of acknowledged) {
        expect(await again.get(`${path()}/messages/${answer!.id}`)).toMatchObject({
          status: 200,
          body: { n: answer!.n },
        });
      }
      const home: Home = (await again.get('/api/users/me/home')).body;
      const counted = home.communities[0]!.channels.find(
        (channel) => channel.channelId === channelId,
      )!.lastN;
      expect(counted).toBeGreaterThanOrEqual(
        Math.max(seed.n, ...acknowledged.map(({ answer }) => answer!.n)),
      );

      // Senders repeat what was not answered, and one who is confused repeats everything.
      await Promise.all(works.map((work) => send(again, work)));

      const fresh: View = new Map();
      await catchUp(again, fresh, 0);
      const all = [...fresh.values()].filter((item): item is Message => 'content' in item);
      expect(all.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 41 }, (_, index) => index + 1),
      );
      expect(
        all
          .map(({ content }) => content)
          .filter((content) => content.startsWith('work'))
          .toSorted(),
      ).toEqual(works.map(({ content }) => content).toSorted());

      // A reader who heard events until the death asks for the rest and holds the same.
      const view: View = new Map();
      let heardUpTo = 0;
      for (const { event, payload } of reader.heard) {
        const { seq } = payload as { seq?: number };
        if (seq === undefined || !/^(message|reaction)\./.test(event)) continue;
        if (event === 'message.created') view.set((payload as Message).id, payload as Message);
        expect(seq, 'events come in order and without a hole').toBe(heardUpTo + 1);
        heardUpTo = seq;
      }
      await catchUp(again, view, heardUpTo);
      expect([...view.keys()].toSorted()).toEqual([...fresh.keys()].toSorted());
      for (const item of fresh.values())
        if (item.seq > heardUpTo) expect(view.get(item.id)).toEqual(item);
      await healed.kill();
    },
    60_000,
  );
});

describe('a fail point', () => {
  it('is refused in production', async () => {
    const start = BackendProcess.start(data, {
      NODE_ENV: 'production',
      FAIL_POINT: 'before-commit',
    });
    await expect(start).rejects.toThrow(/FAIL_POINT/);
  });
});
