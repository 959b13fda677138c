import { Channel, limits } from '@kraken/shared';
import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import {
  type BuiltCommunity,
  buildChannel,
  buildCommunity,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;
let version: number;

beforeAll(async () => {
  kraken = await startTestApp();
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
  version = community.snapshot.version;
});

const snapshot = async () =>
  (await community.member.http.get(`/api/communities/${community.id}`)).body;
const create = (body: object, by = community.owner) =>
  by.http.post(`/api/communities/${community.id}/channels`, body);
const order = (items: object[], by = community.owner) =>
  by.http.put(`/api/communities/${community.id}/channels/order`, { items });

describe('POST /api/communities/:communityId/channels', () => {
  it('adds a channel behind the others and tells it with the new version', async () => {
    const socket = await community.member.socket();
    const { status, body } = await create({ name: 'news', type: 'text', topic: 'What is new' });
    expect(status).toBe(201);
    expect(Channel.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ name: 'news', topic: 'What is new', parentId: null, position: 3 });
    expect(await socket.next('channel.created')).toEqual({
      communityId: community.id,
      version: version + 1,
      channel: body,
    });
    expect(await snapshot()).toMatchObject({
      version: version + 1,
      channels: [...community.snapshot.channels, body],
    });
  });

  it('adds into a category, counting there', async () => {
    const category = await buildChannel(kraken, community, { type: 'category' });
    for (const position of [0, 1]) {
      const { body } = await create({ name: 'inside', type: 'voice', parentId: category.id });
      expect(body).toMatchObject({ parentId: category.id, position });
    }
  });

  it('refuses a parent that is no category of this community', async () => {
    const elsewhere = await buildCommunity(kraken);
    const foreign = await buildChannel(kraken, elsewhere, { type: 'category' });
    const own = await buildChannel(kraken, community, { type: 'category' });
    const refused = [
      { name: 'x', type: 'text', parentId: foreign.id },
      { name: 'x', type: 'text', parentId: 'f'.repeat(24) },
      { name: 'x', type: 'text', parentId: community.general.id },
      { name: 'x', type: 'category', parentId: own.id },
    ];
    for (const body of refused) {
      const answer = await create(body);
      expect(answer.status).toBe(400);
      expect(answer.body.errors[0].path).toBe('parentId');
    }
    expect((await snapshot()).channels).toHaveLength(4);
    expect((await create({ name: 'x', type: 'text', parentId: own.id })).status).toBe(201);
  });

  it('is refused to a member and hidden from an outsider', async () => {
    const body = { name: 'mine', type: 'text' };
    expect((await create(body, community.member)).status).toBe(403);
    expect((await create(body, community.outsider)).status).toBe(404);
    expect(await snapshot()).toMatchObject({ version, channels: community.snapshot.channels });
    expect((await create(body)).status).toBe(201);
  });

  it('stops at the limit, also for many at once', async () => {
    const { db } = kraken.get(Mongo);
    const filler = Array.from({ length: limits.channelsPerCommunity - 3 - 2 }, (_, index) => ({
      _id: new ObjectId(),
      communityId: new ObjectId(community.id),
      type: 'text',
      name: `filler ${index}`,
      topic: '',
      parentId: null,
      position: 3 + index,
      createdAt: new Date(),
      deletedAt: null,
    }));
    await db.collection('channels').insertMany(filler);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => create({ name: 'one more', type: 'text' })),
    );
    const codes = answers.map(({ status, body }) => body.code ?? status);
    expect(codes.filter((code) => code === 201)).toHaveLength(2);
    expect(codes.filter((code) => code === 'limit-reached')).toHaveLength(4);
    expect((await snapshot()).channels).toHaveLength(limits.channelsPerCommunity);
  });
});

describe('PATCH /api/channels/:channelId', () => {
  it('changes name and topic and tells it with the new version', async () => {
    const socket = await community.member.socket();
    const { status, body } = await community.owner.http.patch(
      `/api/channels/${community.general.id}`,
      {
        topic: 'Anything',
      },
    );
    expect(status).toBe(200);
    expect(body).toEqual({ ...community.general, topic: 'Anything' });
    expect(await socket.next('channel.updated')).toEqual({
      communityId: community.id,
      version: version + 1,
      channels: [body],
    });
    // The cached channel is not the old one.
    expect((await community.member.http.get(`/api/channels/${community.general.id}`)).body).toEqual(
      body,
    );
  });

  it('takes no version where nothing differs', async () => {
    for (const changes of [{}, { name: community.general.name }]) {
      const { body } = await community.owner.http.patch(
        `/api/channels/${community.general.id}`,
        changes,
      );
      expect(body).toEqual(community.general);
    }
    expect((await snapshot()).version).toBe(version);
  });

  it('is refused to a member and hidden from an outsider', async () => {
    const path = `/api/channels/${community.general.id}`;
    expect((await community.member.http.patch(path, { name: 'mine' })).status).toBe(403);
    expect((await community.outsider.http.patch(path, { name: 'mine' })).status).toBe(404);
    expect(await snapshot()).toMatchObject({ version, channels: community.snapshot.channels });
    expect((await community.owner.http.patch(path, { name: 'ours' })).status).toBe(200);
  });
});

describe('PUT /api/communities/:communityId/channels/order', () => {
  it('puts all in order with one version and one event', async () => {
    const category = await buildChannel(kraken, community, { type: 'category' });
    const socket = await community.member.socket();
    const { general, announcements, voice } = community;
    const { status, body } = await order([
      { id: category.id, parentId: null },
      { id: announcements.id, parentId: category.id },
      { id: general.id, parentId: category.id },
      { id: voice.id, parentId: null },
    ]);
    expect(status).toBe(200);
    expect(body.version).toBe(version + 2);
    const told = await socket.next('channel.updated');
    expect(told).toMatchObject({ communityId: community.id, version: version + 2 });
    const standing = Object.fromEntries(
      told.channels.map((channel) => [channel.id, [channel.parentId, channel.position]]),
    );
    expect(standing).toEqual({
      [category.id]: [null, 0],
      [announcements.id]: [category.id, 0],
      [general.id]: [category.id, 1],
      [voice.id]: [null, 1],
    });
    expect((await snapshot()).channels).toEqual(body.channels);
    expect(body.channels).toEqual(expect.arrayContaining(told.channels));
  });

  it('takes no version when all stands as asked', async () => {
    const items = community.snapshot.channels.map(({ id, parentId }) => ({ id, parentId }));
    expect((await order(items)).body.version).toBe(version);
  });

  it('refuses a list of other channels than there are', async () => {
    const elsewhere = await buildCommunity(kraken);
    const items = community.snapshot.channels.map(({ id, parentId }) => ({ id, parentId }));
    const wrong = [
      items.slice(1),
      [...items, { id: elsewhere.general.id, parentId: null }],
      [...items.slice(1), { id: elsewhere.general.id, parentId: null }],
      [],
    ];
    for (const list of wrong) expect((await order(list)).body.code).toBe('order-changed');
    expect(await snapshot()).toMatchObject({ version, channels: community.snapshot.channels });
    expect((await order(items.toReversed())).status).toBe(200);
  });

  it('is refused to a member and hidden from an outsider', async () => {
    const items = community.snapshot.channels
      .map(({ id, parentId }) => ({ id, parentId }))
      .toReversed();
    expect((await order(items, community.member)).status).toBe(403);
    expect((await order(items, community.outsider)).status).toBe(404);
    expect(await snapshot()).toMatchObject({ version, channels: community.snapshot.channels });
  });
});

describe('DELETE /api/channels/:channelId', () => {
  it('takes the channel away and tells it', async () => {
    const socket = await community.member.socket();
    const path = `/api/channels/${community.general.id}`;
    expect((await community.owner.http.delete(path)).status).toBe(204);
    expect(await socket.next('channel.deleted')).toEqual({
      communityId: community.id,
      version: version + 1,
      channelId: community.general.id,
      moved: [],
    });
    expect((await community.member.http.get(path)).status).toBe(404);
    expect((await community.owner.http.delete(path)).status).toBe(404);
    expect((await snapshot()).channels).toHaveLength(2);
  });

  it('brings the channels of a category up, in their order', async () => {
    const category = await buildChannel(kraken, community, { type: 'category' });
    const first = await buildChannel(kraken, community, { name: 'first', parentId: category.id });
    const second = await buildChannel(kraken, community, { name: 'second', parentId: category.id });
    const socket = await community.member.socket();
    await community.owner.http.delete(`/api/channels/${category.id}`);
    const moved = [
      { ...first, parentId: null, position: 3 },
      { ...second, parentId: null, position: 4 },
    ];
    expect(await socket.next('channel.deleted')).toMatchObject({ channelId: category.id, moved });
    expect((await snapshot()).channels.slice(3)).toEqual(moved);
  });

  it('happens once when asked for many times at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () =>
        community.owner.http.delete(`/api/channels/${community.general.id}`),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404, 404]);
    expect((await snapshot()).version).toBe(version + 1);
  });

  it('is refused to a member and hidden from an outsider', async () => {
    const path = `/api/channels/${community.general.id}`;
    expect((await community.member.http.delete(path)).status).toBe(403);
    expect((await community.outsider.http.delete(path)).status).toBe(404);
    expect((await community.member.http.get(path)).body).toEqual(community.general);
    expect((await community.owner.http.delete(path)).status).toBe(204);
  });
});

describe('GET /api/channels/:channelId', () => {
  it('shows it to members; for others it is not there', async () => {
    const path = `/api/channels/${community.general.id}`;
    expect((await community.member.http.get(path)).body).toEqual(community.general);
    const [hidden, none] = await Promise.all([
      community.outsider.http.get(path),
      community.outsider.http.get(`/api/channels/${'f'.repeat(24)}`),
    ]);
    expect(hidden.status).toBe(404);
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
  });
});
