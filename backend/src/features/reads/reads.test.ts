import { ReadState } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import {
  buildChannel,
  buildCommunity,
  type BuiltCommunity,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { buildMessage } from '../../testing/factories/message.ts';
import { buildSecondDevice } from '../../testing/factories/person.ts';
import { QueryWatch } from '../../testing/query-plans.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { ReadsRepository } from './reads.repository.ts';
import { ReadsService } from './reads.service.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
});

const say = (content = 'hello') =>
  buildMessage(
    kraken,
    { channelId: community.general.id, authorId: community.owner.id },
    { content },
  );
const mention = () => say(`hey <@${community.member.id}>`);
const mark = (body: unknown, by = community.member) =>
  by.http.put(`/api/channels/${community.general.id}/read`, body);
const statesOf = (userId: string, channelIds: string[]) =>
  kraken.get(ReadsService).listFor(userId, { channelIds, communityIds: [community.id] });
const state = async (by = community.member) => (await statesOf(by.id, [community.general.id]))[0];
const mentionsInStore = () =>
  kraken
    .get(Mongo)
    .collection('mentions')
    .find({ channelId: new ObjectId(community.general.id) })
    .toArray();

describe('PUT /api/channels/:channelId/read', () => {
  it('says how far the person has read and tells their own devices only', async () => {
    await say();
    await mention();
    await mention();
    const second = await buildSecondDevice(kraken, community.member);
    const [own, other, owner] = [
      await community.member.socket(),
      await second.socket(),
      await community.owner.socket(),
    ];
    const { status, body } = await mark({ n: 2 });
    expect(status).toBe(200);
    expect(ReadState.strict().parse(body)).toEqual({
      channelId: community.general.id,
      n: 2,
      mentions: 1,
    });
    expect(await own.next('read.updated')).toEqual(body);
    expect(await other.next('read.updated')).toEqual(body);
    await say('and everyone hears this');
    await owner.next('message.created');
    expect(owner.heard.map(({ event }) => event)).not.toContain('read.updated');
    expect(await state()).toEqual({ channelId: community.general.id, n: 2, mentions: 1, lastN: 4 });
  });

  it('goes down again, and up to the newest at most', async () => {
    await mention();
    await mention();
    expect((await mark({ n: 1000 })).body).toMatchObject({ n: 2, mentions: 0 });
    expect(await state()).toMatchObject({ n: 2, mentions: 0, lastN: 2 });
    expect((await mark({ n: 0 })).body).toMatchObject({ n: 0, mentions: 2 });
    expect(await state()).toMatchObject({ n: 0, mentions: 2, lastN: 2 });
    expect((await mark({ n: 1 })).body).toMatchObject({ n: 1, mentions: 1 });
    expect(await state()).toMatchObject({ n: 1, mentions: 1 });
  });

  it('tells nothing when nothing changed', async () => {
    await say();
    const socket = await community.member.socket();
    await mark({ n: 1 });
    await mark({ n: 1 });
    await mark({ n: 0 });
    await socket.next('read.updated', ({ n }) => n === 0);
    expect(socket.heard.filter(({ event }) => event === 'read.updated')).toHaveLength(2);
  });

  it('is nobody else’s: the owner’s state does not move with the member’s', async () => {
    await say();
    await mark({ n: 1 });
    expect(await state(community.owner)).toMatchObject({ n: 0, lastN: 1 });
  });

  it.each([
    {},
    { n: -1 },
    { n: 1.5 },
    { n: '1' },
    { n: null },
    { n: { $gt: 0 } },
    { n: 1e300 },
    { n: 1, userId: 'f'.repeat(24) },
    [[]],
  ])('refuses %j', async (body) => {
    await say();
    expect(await mark(body)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
    expect(await state()).toMatchObject({ n: 0 });
  });
});

describe('unread', () => {
  it('tells the mentioned, and them alone, how many mentions wait for them', async () => {
    const [socket, owner] = [await community.member.socket(), await community.owner.socket()];
    const told = (mentions: number) =>
      socket.next('read.updated', (told) => told.mentions === mentions);
    const { id } = await mention();
    expect(await told(1)).toEqual({ channelId: community.general.id, n: 0, mentions: 1 });
    const message = `/api/channels/${community.general.id}/messages/${id}`;
    await community.owner.http.patch(message, { content: 'hey you' });
    await told(0);
    await community.owner.http.patch(message, { content: `hey <@${community.member.id}>` });
    await told(1);
    await community.owner.http.delete(message);
    await told(0);
    await owner.next('message.deleted');
    expect(owner.heard.map(({ event }) => event)).not.toContain('read.updated');
  });

  it('is arithmetic: sending writes for nobody who is not mentioned', async () => {
    const count = () => kraken.get(Mongo).collection('reads').countDocuments();
    const before = await count();
    await say();
    await say('@everyone');
    expect(await count()).toBe(before);
    expect(await mentionsInStore()).toHaveLength(0);
    expect(await state()).toEqual({ channelId: community.general.id, n: 0, mentions: 0, lastN: 2 });
  });

  it('does not count a channel lower than its messages when a crash came between', async () => {
    await say();
    await kraken
      .get(Mongo)
      .collection('channelHeads')
      .deleteOne({ _id: new ObjectId(community.general.id) });
    expect((await mark({ n: 1 })).body).toMatchObject({ n: 1 });
    expect(await state()).toMatchObject({ n: 1, lastN: 1 });
  });

  it('begins at the end for who comes new', async () => {
    await say();
    const empty = await buildChannel(kraken, community);
    await kraken
      .get(ReadsService)
      .beginAtEnd(community.outsider.id, community.id, [community.general.id, empty.id]);
    await say();
    const states = await statesOf(community.outsider.id, [empty.id, community.general.id]);
    expect(states).toEqual([
      { channelId: empty.id, n: 0, mentions: 0, lastN: 0 },
      { channelId: community.general.id, n: 1, mentions: 0, lastN: 2 },
    ]);
    // Coming again does not take away what was read.
    await kraken
      .get(ReadsService)
      .beginAtEnd(community.outsider.id, community.id, [community.general.id]);
    expect(await statesOf(community.outsider.id, [community.general.id])).toMatchObject([{ n: 1 }]);
  });
});

describe('mentions', () => {
  it('are remembered for members once, not for the author, outsiders or nobody', async () => {
    const { member, outsider, owner } = community;
    const content = `<@${member.id}> <@${member.id}> <@${outsider.id}> <@${owner.id}> <@${'f'.repeat(24)}> @everyone`;
    await say(content);
    const [only, ...others] = await mentionsInStore();
    expect(others).toEqual([]);
    expect(only).toMatchObject({ userId: new ObjectId(member.id), n: 1, unread: true });
  });

  it('follow an edit and go with a deletion', async () => {
    const { id } = await say('nobody');
    const path = `/api/channels/${community.general.id}/messages/${id}`;
    await community.owner.http.patch(path, { content: `<@${community.member.id}>` });
    expect(await state()).toMatchObject({ mentions: 1 });
    await community.owner.http.patch(path, { content: 'nobody again' });
    expect(await state()).toMatchObject({ mentions: 0 });
    await community.owner.http.patch(path, { content: `<@${community.member.id}>!` });
    await community.owner.http.delete(path);
    expect(await mentionsInStore()).toEqual([]);
  });
});

describe('the queries of read states', () => {
  it('go along an index', async () => {
    const watch = await QueryWatch.on(kraken);
    try {
      const reads = new ReadsRepository(watch.mongo);
      await reads.set(community.member.id, community.general.id, 1);
      await reads.find(community.member.id, community.general.id);
      await reads.listOf(community.member.id);
      await reads.deleteOfChannel('f'.repeat(24));
      const indexes = (await watch.plans()).map(({ index }) => index);
      expect(indexes).toEqual([...Array(3).fill('userId_1_channelId_1'), 'channelId_1']);
    } finally {
      await watch.close();
    }
  });
});
