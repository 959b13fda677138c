import type { Message, MessagePage } from '@kraken/shared';
import { ChangePage, MessagePage as MessagePageSchema } from '@kraken/shared';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  buildChannel,
  buildCommunity,
  type BuiltCommunity,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { buildMessage } from '../../testing/factories/message.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { UsersRepository } from '../users/users.repository.ts';
import { MessagesRepository } from './messages.repository.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;
let path: string;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
afterEach(() => vi.restoreAllMocks());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
  path = `/api/channels/${community.general.id}`;
});

async function write(count: number): Promise<Message[]> {
  const place = { channelId: community.general.id, authorId: community.member.id };
  const messages: Message[] = [];
  for (let index = 1; index <= count; index++) {
    messages.push(await buildMessage(kraken, place, { content: `message ${index}` }));
  }
  return messages;
}

const remove = (message: Message) => community.owner.http.delete(`${path}/messages/${message.id}`);
const read = async (query = ''): Promise<MessagePage> =>
  (await community.owner.http.get(`${path}/messages${query}`)).body;
const seen = ({ items, hasBefore, hasAfter }: MessagePage) => ({
  n: items.map(({ n }) => n),
  hasBefore,
  hasAfter,
});

describe('GET /api/channels/:channelId/messages', () => {
  it('gives the newest page, its people and the newest number', async () => {
    const written = await write(3);
    const { status, body } = await community.owner.http.get(`${path}/messages`);
    expect(status).toBe(200);
    expect(MessagePageSchema.strict().parse(body)).toEqual(body);
    const items = written.map(({ nonce: _, ...message }) => message);
    const users = [expect.objectContaining({ id: community.member.id })];
    expect(body).toEqual({ items, users, hasBefore: false, hasAfter: false, seq: 3 });
  });

  it('is empty where nothing is', async () => {
    expect(await read()).toEqual({
      items: [],
      users: [],
      hasBefore: false,
      hasAfter: false,
      seq: 0,
    });
  });

  it('names the mentioned once, and nobody that does not exist', async () => {
    const content = `<@${community.owner.id}> <@${community.member.id}> <@${'f'.repeat(24)}> \`<@${community.outsider.id}>\``;
    await buildMessage(
      kraken,
      { channelId: community.general.id, authorId: community.member.id },
      { content },
    );
    const ids = (await read()).users.map(({ id }) => id);
    expect(ids.toSorted()).toEqual([community.owner.id, community.member.id].toSorted());
  });

  it('turns pages around any message', async () => {
    const m = await write(9);
    expect(seen(await read('?limit=4'))).toEqual({
      n: [6, 7, 8, 9],
      hasBefore: true,
      hasAfter: false,
    });
    expect(seen(await read(`?limit=3&before=${m[4]!.id}`))).toEqual({
      n: [2, 3, 4],
      hasBefore: true,
      hasAfter: true,
    });
    expect(seen(await read(`?limit=4&before=${m[4]!.id}`))).toEqual({
      n: [1, 2, 3, 4],
      hasBefore: false,
      hasAfter: true,
    });
    expect(seen(await read(`?limit=3&after=${m[4]!.id}`))).toEqual({
      n: [6, 7, 8],
      hasBefore: true,
      hasAfter: true,
    });
    expect(seen(await read(`?limit=4&after=${m[4]!.id}`))).toEqual({
      n: [6, 7, 8, 9],
      hasBefore: true,
      hasAfter: false,
    });
    expect(seen(await read(`?limit=3&around=${m[4]!.id}`))).toEqual({
      n: [4, 5, 6],
      hasBefore: true,
      hasAfter: true,
    });
    expect(seen(await read(`?limit=1&around=${m[4]!.id}`))).toEqual({
      n: [5],
      hasBefore: true,
      hasAfter: true,
    });
    expect(seen(await read(`?limit=50&around=${m[0]!.id}`))).toEqual({
      n: [1, 2, 3, 4, 5, 6, 7, 8, 9],
      hasBefore: false,
      hasAfter: false,
    });
    expect(seen(await read(`?before=${m[0]!.id}`))).toEqual({
      n: [],
      hasBefore: false,
      hasAfter: true,
    });
    expect(seen(await read(`?after=${m[8]!.id}`))).toEqual({
      n: [],
      hasBefore: true,
      hasAfter: false,
    });
  });

  it('turns every page right in channels with holes', async () => {
    const plan = fc.record({
      deleted: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      cursor: fc.nat(7),
      limit: fc.integer({ min: 1, max: 9 }),
      side: fc.constantFrom('before', 'after', 'around'),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ deleted, cursor, limit, side }) => {
        const channel = await buildChannel(kraken, community);
        path = `/api/channels/${channel.id}`;
        const place = { channelId: channel.id, authorId: community.owner.id };
        const all = await Promise.all(deleted.map(() => buildMessage(kraken, place)));
        await Promise.all(all.filter((_, index) => deleted[index]).map(remove));
        const living = all.filter((_, index) => !deleted[index]).toSorted((a, b) => a.n - b.n);
        const at = all[cursor]!;
        const older = living.filter(({ n }) => (side === 'around' ? n <= at.n : n < at.n));
        const newer = living.filter(({ n }) => n > at.n);
        const from = side === 'after' ? 0 : side === 'before' ? limit : Math.ceil(limit / 2);
        const to = limit - from;
        const items = [...(from ? older.slice(-from) : []), ...newer.slice(0, to)];
        const others = living.filter((message) => !items.includes(message));
        const expected = {
          n: items.map(({ n }) => n),
          hasBefore: items[0]
            ? others.some(({ n }) => n < items[0]!.n)
            : living.some(({ n }) => n < at.n),
          hasAfter: items[0]
            ? others.some(({ n }) => n > items.at(-1)!.n)
            : living.some(({ n }) => n > at.n),
        };
        const page = seen(await read(`?limit=${limit}&${side}=${at.id}`));
        if (items.length > 0) expect(page).toEqual(expected);
        else expect(page.n).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('names an author as they are called now', async () => {
    await write(1);
    await read();
    const displayName = `Renamed ${Math.random()}`;
    expect((await community.member.http.patch('/api/users/me', { displayName })).status).toBe(200);
    expect((await read()).users).toEqual([
      expect.objectContaining({ id: community.member.id, displayName }),
    ]);
  });

  it('reads the store once for a page, whoever asked before', async () => {
    const m = await write(5);
    await read();
    const repository = kraken.get(MessagesRepository);
    const users = vi.spyOn(kraken.get(UsersRepository), 'listByIds');
    const upTo = vi.spyOn(repository, 'listUpTo');
    const others = (['findSeq', 'readHead', 'find', 'listFrom', 'existsBeside'] as const).map(
      (name) => vi.spyOn(repository, name),
    );
    await read();
    await read(`?limit=2&before=${m[3]!.id}`);
    expect(upTo).toHaveBeenCalledTimes(2);
    for (const other of [...others, users]) expect(other).not.toHaveBeenCalled();
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=101',
    'limit=1e9',
    'limit=x',
    'limit=1.5',
    'before=1',
    'before[$gt]=',
    'skip=3',
    'before=',
    'limit=5&limit=6',
  ])('refuses ?%s', async (query) => {
    expect(await community.owner.http.get(`${path}/messages?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });

  it('refuses two cursors and a cursor from elsewhere', async () => {
    const [one, two] = await write(2);
    expect(
      (await community.owner.http.get(`${path}/messages?before=${one!.id}&after=${two!.id}`))
        .status,
    ).toBe(400);
    const other = await buildChannel(kraken, community);
    const foreign = await buildMessage(kraken, {
      channelId: other.id,
      authorId: community.owner.id,
    });
    for (const side of ['before', 'after', 'around']) {
      for (const id of [foreign.id, 'f'.repeat(24), '0'.repeat(24)]) {
        expect((await community.owner.http.get(`${path}/messages?${side}=${id}`)).status).toBe(404);
      }
    }
  });
});

describe('GET /api/channels/:channelId/changes', () => {
  const changes = async (after: number, limit = 50): Promise<ChangePage> =>
    (await community.owner.http.get(`${path}/changes?after=${after}&limit=${limit}`)).body;

  it('gives the latest state of what changed, in order, tombstones without their text', async () => {
    const [first, second, third] = await write(3);
    await community.member.http.patch(`${path}/messages/${first!.id}`, { content: 'edited' });
    await remove(second!);
    await community.owner.http.put(
      `${path}/messages/${first!.id}/reactions/${encodeURIComponent('👍')}`,
    );
    const page = await changes(0);
    expect(ChangePage.parse(page)).toEqual(page);
    expect(page).toMatchObject({ more: false, seq: 6, users: [{ id: community.member.id }] });
    expect(page.items).toEqual([
      expect.objectContaining({ id: third!.id, seq: 3 }),
      { id: second!.id, channelId: community.general.id, n: 2, seq: 5, deleted: true },
      expect.objectContaining({
        id: first!.id,
        seq: 6,
        content: 'edited',
        reactions: [{ emoji: '👍', count: 1, me: true }],
      }),
    ]);
    expect((await changes(5)).items).toHaveLength(1);
    expect(await changes(6)).toEqual({ items: [], users: [], more: false, seq: 6 });
    expect(await changes(1000)).toEqual({ items: [], users: [], more: false, seq: 6 });
  });

  it('goes on from page to page', async () => {
    await write(5);
    const one = await changes(0, 2);
    expect(one).toMatchObject({ items: [{ n: 1 }, { n: 2 }], more: true, seq: 5 });
    const two = await changes(2, 2);
    expect(two).toMatchObject({ items: [{ n: 3 }, { n: 4 }], more: true, seq: 5 });
    expect(await changes(4, 2)).toMatchObject({ items: [{ n: 5 }], more: false, seq: 5 });
  });

  it.each([
    '',
    'after=-1',
    'after=x',
    'after=1.5',
    'after=1e400',
    'after[$gt]=0',
    'after=0&limit=0',
    'after=0&seq=1',
  ])('refuses ?%s', async (query) => {
    expect(await community.owner.http.get(`${path}/changes?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid-input' },
    });
  });
});

describe('a deleted channel', () => {
  it('takes its messages with it', async () => {
    await write(2);
    expect((await community.owner.http.delete(path)).status).toBe(204);
    expect((await community.owner.http.get(`${path}/messages`)).status).toBe(404);
    await vi.waitFor(async () => {
      const head = await kraken.get(MessagesRepository).readHead(community.general.id);
      expect(head).toEqual({ n: 0, seq: 0, lastId: null });
    });
  });
});
