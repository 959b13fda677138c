import { limits, Message, MessageEdit, Tombstone } from '@kraken/shared';
import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { randomUUID } from 'node:crypto';
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
import type { Person } from '../../testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

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

const messagesPath = (channelId = community.general.id) => `/api/channels/${channelId}/messages`;
const send = (by: Person, body: object, channelId = community.general.id) =>
  by.http.post(messagesPath(channelId), { nonce: randomUUID(), ...body });
const mine = (content = 'mine', channelId = community.general.id) =>
  buildMessage(kraken, { channelId, authorId: community.member.id }, { content });
const stored = (channelId = community.general.id) =>
  kraken
    .get(Mongo)
    .collection('messages')
    .find({ channelId: new ObjectId(channelId) })
    .sort({ n: 1 })
    .toArray();
const missing = 'f'.repeat(24);

describe('POST /api/channels/:channelId/messages', () => {
  it('stores the message and tells everyone the same, the sender too', async () => {
    const sockets = [await community.owner.socket(), await community.member.socket()];
    const nonce = randomUUID();
    const { status, body } = await send(community.member, { nonce, content: 'hello **you**' });
    expect(status).toBe(201);
    expect(Message.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      channelId: community.general.id,
      authorId: community.member.id,
      n: 1,
      seq: 1,
      nonce,
      content: 'hello **you**',
      spans: [
        { type: 'text', text: 'hello ' },
        { type: 'bold', children: [{ type: 'text', text: 'you' }] },
      ],
      attachments: [],
      reactions: [],
      pinned: false,
    });
    for (const socket of sockets) expect(await socket.next('message.created')).toEqual(body);
    expect(await stored()).toHaveLength(1);
  });

  it('answers a repeat with the first result, also after an edit, and tells nobody again', async () => {
    const socket = await community.owner.socket();
    const nonce = randomUUID();
    const first = await send(community.member, { nonce, content: 'once' });
    expect(await send(community.member, { nonce, content: 'once' })).toMatchObject({
      status: 201,
      body: first.body,
    });
    await community.member.http.patch(`${messagesPath()}/${first.body.id}`, { content: 'edited' });
    const repeat = await send(community.member, { nonce, content: 'once' });
    expect(repeat).toMatchObject({
      status: 201,
      body: { id: first.body.id, nonce, n: 1, content: 'edited' },
    });
    await send(community.member, { content: 'the next' });
    await socket.next('message.created', ({ content }) => content === 'the next');
    expect(socket.heard.filter(({ event }) => event === 'message.created')).toHaveLength(2);
    expect(await stored()).toHaveLength(2);
  });

  it('refuses a nonce that was used for another text or in another channel', async () => {
    const other = await buildChannel(kraken, community);
    const nonce = randomUUID();
    await send(community.member, { nonce, content: 'first' });
    for (const attempt of [
      await send(community.member, { nonce, content: 'second' }),
      await send(community.member, { nonce, content: 'first' }, other.id),
    ]) {
      expect(attempt).toMatchObject({ status: 409, body: { code: 'nonce-reused' } });
    }
    // Another person's nonces are their own.
    expect((await send(community.owner, { nonce, content: 'second' })).status).toBe(201);
    expect(await stored()).toHaveLength(2);
    expect(await stored(other.id)).toHaveLength(0);
  });

  it('does not bring a deleted message back when its send is repeated', async () => {
    const nonce = randomUUID();
    const { body } = await send(community.member, { nonce, content: 'gone' });
    await community.member.http.delete(`${messagesPath()}/${body.id}`);
    expect(await send(community.member, { nonce, content: 'gone' })).toMatchObject({ status: 404 });
    expect(await stored()).toHaveLength(1);
  });

  it('lets only those write announcements who manage channels', async () => {
    const { id } = community.announcements;
    expect(await send(community.member, { content: 'x' }, id)).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
    expect((await send(community.owner, { content: 'x' }, id)).status).toBe(201);
  });

  it('refuses to write where nothing can be written', async () => {
    expect((await send(community.owner, { content: 'x' }, community.voice.id)).status).toBe(403);
  });

  it('counts the rate per person', async () => {
    const strict = await startTestApp();
    try {
      const { member, owner, general } = await buildCommunity(strict);
      const attempts = Array.from({ length: 60 }, () =>
        member.http.post(messagesPath(general.id), { nonce: randomUUID(), content: 'x' }),
      );
      const statuses = (await Promise.all(attempts)).map(({ status }) => status);
      expect(statuses.filter((status) => status === 201)).toHaveLength(50);
      expect(statuses.filter((status) => status === 429)).toHaveLength(10);
      const other = await owner.http.post(messagesPath(general.id), {
        nonce: randomUUID(),
        content: 'x',
      });
      expect(other).toMatchObject({ status: 201, body: { n: 51 } });
    } finally {
      await strict.stop();
    }
  });

  it.each([
    ['no content', { content: undefined }],
    ['only white space', { content: ' \n\t ' }],
    ['one character too many', { content: 'x'.repeat(limits.messageContent.max + 1) }],
    ['NUL', { content: 'a\0b' }],
    ['a lone surrogate', { content: 'a\ud800b' }],
    ['an object', { content: { $ne: null } }],
    ['an array', { content: ['x'] }],
    ['no nonce', { content: 'x', nonce: undefined }],
    ['a short nonce', { content: 'x', nonce: 'short' }],
    ['an operator for a nonce', { content: 'x', nonce: { $gt: '' } }],
    ['somebody as author', { content: 'x', authorId: 'f'.repeat(24) }],
    ['an id', { content: 'x', id: 'f'.repeat(24) }],
    ['a number', { content: 'x', n: 7, seq: 7 }],
    ['a moment', { content: 'x', createdAt: new Date().toISOString() }],
    ['spans', { content: 'x', spans: [{ type: 'text', text: 'y' }] }],
    ['reactions', { content: 'x', reactions: [] }],
  ])('refuses %s and stores nothing', async (_, body) => {
    expect(await send(community.member, body)).toMatchObject({ status: 400 });
    expect(await stored()).toHaveLength(0);
  });

  it('stores any text as it was written', async () => {
    const text = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 200 })
      // eslint-disable-next-line no-control-regex
      .map((value) => value.toWellFormed().replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, ''))
      .filter((value) => value.trim() !== '');
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const { status, body } = await send(community.member, { content });
        expect({ status, content: body.content }).toEqual({ status: 201, content });
        expect((await community.owner.http.get(`${messagesPath()}/${body.id}`)).body.content).toBe(
          content,
        );
      }),
      { numRuns: 40 },
    );
  });

  it('never answers a strange body with a fault of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), async (body) => {
        const { status } = await community.member.http.post(messagesPath(), JSON.stringify(body));
        expect(status).toBe(400);
      }),
      { numRuns: 60 },
    );
    expect(await stored()).toHaveLength(0);
  });
});

describe('PATCH /api/channels/:channelId/messages/:messageId', () => {
  it('changes the text under the next number and tells it', async () => {
    const { id } = await mine('before');
    const socket = await community.owner.socket();
    const { status, body } = await community.member.http.patch(`${messagesPath()}/${id}`, {
      content: '*after*',
    });
    expect(status).toBe(200);
    expect(Message.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({
      id,
      n: 1,
      seq: 2,
      content: '*after*',
      spans: [{ type: 'italic' }],
    });
    expect(Date.parse(body.editedAt)).not.toBeNaN();
    expect(body.nonce).toBeUndefined();
    const told = await socket.next('message.updated');
    expect(MessageEdit.strict().parse(told)).toEqual(told);
    expect(body).toMatchObject(told);
  });

  it('takes no number for the same text', async () => {
    const { id } = await mine('same');
    expect(
      await community.member.http.patch(`${messagesPath()}/${id}`, { content: 'same' }),
    ).toMatchObject({
      status: 200,
      body: { seq: 1 },
    });
    expect(await mine()).toMatchObject({ seq: 2 });
  });

  it('belongs to the author alone', async () => {
    const { id } = await mine('mine');
    const attempt = await community.owner.http.patch(`${messagesPath()}/${id}`, {
      content: 'theirs',
    });
    expect(attempt).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await stored())[0]).toMatchObject({ content: 'mine', seq: 1 });
  });
});

describe('DELETE /api/channels/:channelId/messages/:messageId', () => {
  it('leaves a tombstone that says nothing of the text, and tells it', async () => {
    const { id } = await mine('a secret');
    await community.member.http.patch(`${messagesPath()}/${id}`, { content: 'another secret' });
    const socket = await community.owner.socket();
    expect((await community.member.http.delete(`${messagesPath()}/${id}`)).status).toBe(204);
    const tombstone = { id, channelId: community.general.id, n: 1, seq: 3, deleted: true };
    const told = await socket.next('message.deleted');
    expect(Tombstone.strict().parse(told)).toEqual(tombstone);
    const [document] = await stored();
    expect(document).toMatchObject({ content: '', spans: [], reactions: [], deleted: true });
    expect(document).not.toHaveProperty('digest');
    expect(JSON.stringify(document)).not.toContain('secret');
  });

  it('is for the author and for who manages messages', async () => {
    const ofOwner = await buildMessage(kraken, {
      channelId: community.general.id,
      authorId: community.owner.id,
    });
    const ofMember = await mine();
    const attempt = await community.member.http.delete(`${messagesPath()}/${ofOwner.id}`);
    expect(attempt).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect((await community.owner.http.delete(`${messagesPath()}/${ofMember.id}`)).status).toBe(
      204,
    );
    expect((await community.member.http.get(`${messagesPath()}/${ofOwner.id}`)).status).toBe(200);
  });

  it('is done once, and nothing can be done with what is left', async () => {
    const { id } = await mine();
    const path = `${messagesPath()}/${id}`;
    const [one, two] = await Promise.all([
      community.member.http.delete(path),
      community.member.http.delete(path),
    ]);
    expect([one.status, two.status].toSorted()).toEqual([204, 404]);
    const { member } = community;
    for (const attempt of [
      await member.http.get(path),
      await member.http.patch(path, { content: 'again' }),
      await member.http.put(`${path}/reactions/${encodeURIComponent('🎉')}`),
      await member.http.delete(path),
    ]) {
      expect(attempt).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    expect((await stored())[0]).toMatchObject({ seq: 2 });
  });
});

describe('every route of a message', () => {
  const emoji = encodeURIComponent('🎉');
  type Call = (
    by: Person['http'],
    channelId: string,
    messageId: string,
  ) => Promise<{ status: number; body: unknown }>;
  const routes: Record<string, Call> = {
    'message.get': (http, channel, message) =>
      http.get(`/api/channels/${channel}/messages/${message}`),
    'message.edit': (http, channel, message) =>
      http.patch(`/api/channels/${channel}/messages/${message}`, { content: 'changed' }),
    'message.delete': (http, channel, message) =>
      http.delete(`/api/channels/${channel}/messages/${message}`),
    'reaction.add': (http, channel, message) =>
      http.put(`/api/channels/${channel}/messages/${message}/reactions/${emoji}`),
    'reaction.remove': (http, channel, message) =>
      http.delete(`/api/channels/${channel}/messages/${message}/reactions/${emoji}`),
    'message.list': (http, channel, message) =>
      http.get(`/api/channels/${channel}/messages?around=${message}`),
  };
  const wholeRoutes: Record<string, Call> = {
    'message.send': (http, channel) =>
      http.post(`/api/channels/${channel}/messages`, { nonce: randomUUID(), content: 'x' }),
    'channel.changes': (http, channel) => http.get(`/api/channels/${channel}/changes?after=0`),
    'channel.markRead': (http, channel) => http.put(`/api/channels/${channel}/read`, { n: 1 }),
  };
  const all = { ...routes, ...wholeRoutes };

  it.each(Object.entries(all))(
    '%s: anonymous and outsiders are refused, a member is not',
    async (_, call) => {
      const { id, seq } = await mine();
      const before = await stored();
      const at = community.general.id;
      expect(await call(kraken.http(), at, id)).toMatchObject({ status: 401 });
      expect(await call(community.outsider.http, at, id)).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
      expect(await stored()).toEqual(before);
      expect(seq).toBe(1);
      expect((await call(community.member.http, at, id)).status).toBeLessThan(300);
    },
  );

  it.each(Object.entries(routes))(
    '%s: a message is found in its own channel only',
    async (_, call) => {
      const other = await buildChannel(kraken, community);
      const foreign = await buildCommunity(kraken, people);
      const { id } = await mine();
      const there = await buildMessage(kraken, {
        channelId: foreign.general.id,
        authorId: community.member.id,
      });
      for (const [channelId, messageId] of [
        [other.id, id],
        [community.general.id, there.id],
        [community.general.id, missing],
        [missing, id],
      ] as const) {
        expect(await call(community.member.http, channelId, messageId)).toMatchObject({
          status: 404,
          body: { code: 'not-found' },
        });
      }
      expect((await stored())[0]).toMatchObject({ content: 'mine', seq: 1, reactions: [] });
      expect((await call(community.member.http, community.general.id, id)).status).toBeLessThan(
        300,
      );
    },
  );

  it.each(Object.entries(all))('%s: an id that is none is refused as input', async (_, call) => {
    for (const channelId of ['1', 'F'.repeat(24), '%7B%22$ne%22:1%7D', 'null']) {
      expect((await call(community.member.http, channelId, missing)).status).toBe(400);
    }
  });
});

describe('leaving', () => {
  it('ends reading and writing at once', async () => {
    const { id } = await mine();
    const leaver = community.member;
    expect((await leaver.http.delete(`/api/communities/${community.id}/members/me`)).status).toBe(
      204,
    );
    expect((await send(leaver, { content: 'x' })).status).toBe(404);
    expect((await leaver.http.get(messagesPath())).status).toBe(404);
    expect((await leaver.http.get(`${messagesPath()}/${id}`)).status).toBe(404);
    expect(
      (await leaver.http.get(`/api/channels/${community.general.id}/changes?after=0`)).status,
    ).toBe(404);
    expect(await stored()).toHaveLength(1);
  });
});

describe('a call to everyone', () => {
  const spanTypes = (message: Message) => message.spans.map(({ type }) => type);

  it('is plain text from who lacks the right, sent or edited, and a mention from who has it', async () => {
    const { member, owner } = community;
    const sent = await send(member, { content: '@everyone' });
    expect([sent.status, spanTypes(sent.body)]).toEqual([201, ['text']]);
    const edited = await member.http.patch(`${messagesPath()}/${sent.body.id}`, {
      content: 'now @here',
    });
    expect([edited.status, spanTypes(edited.body)]).toEqual([200, ['text']]);
    const called = await send(owner, { content: '@everyone' });
    expect([called.status, spanTypes(called.body)]).toEqual([201, ['everyone']]);
  });
});
