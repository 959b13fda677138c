import { limits, Message } from '@kraken/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
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
let message: Message;

beforeAll(async () => {
  kraken = await startTestApp({ env: { RATE_FACTOR: '100' } });
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
  message = await buildMessage(kraken, {
    channelId: community.general.id,
    authorId: community.owner.id,
  });
});

const path = (emoji: string) =>
  `/api/channels/${community.general.id}/messages/${message.id}/reactions/${encodeURIComponent(emoji)}`;
const add = (by: Person, emoji = '🎉') => by.http.put(path(emoji));
const remove = (by: Person, emoji = '🎉') => by.http.delete(path(emoji));
const shownTo = async (by: Person) =>
  (await by.http.get(`/api/channels/${community.general.id}/messages/${message.id}`)).body;

describe('PUT …/reactions/:emoji', () => {
  it('counts a person once, tells it, and shows each reader whether they are among them', async () => {
    const socket = await community.owner.socket();
    const { status, body } = await add(community.member);
    expect(status).toBe(200);
    expect(Message.strict().parse(body)).toEqual(body);
    expect(body).toMatchObject({ seq: 2, reactions: [{ emoji: '🎉', count: 1, me: true }] });
    expect(await socket.next('reaction.added')).toEqual({
      channelId: community.general.id,
      messageId: message.id,
      n: 1,
      seq: 2,
      userId: community.member.id,
      emoji: '🎉',
      count: 1,
    });
    expect((await shownTo(community.owner)).reactions).toEqual([
      { emoji: '🎉', count: 1, me: false },
    ]);
  });

  it('changes nothing the second time, and tells nobody', async () => {
    const socket = await community.owner.socket();
    await add(community.member);
    expect(await add(community.member)).toMatchObject({
      status: 200,
      body: { seq: 2, reactions: [{ count: 1, me: true }] },
    });
    await add(community.owner);
    expect(
      await socket.next('reaction.added', ({ userId }) => userId === community.owner.id),
    ).toMatchObject({ seq: 3, count: 2 });
    expect(socket.heard.filter(({ event }) => event === 'reaction.added')).toHaveLength(2);
  });

  it('counts parallel repeats once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => add(community.member)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(await shownTo(community.member)).toMatchObject({
      seq: 2,
      reactions: [{ count: 1, me: true }],
    });
  });

  it('stops at the limit of different emoji', async () => {
    const emoji = Array.from({ length: limits.reactionsPerMessage + 1 }, (_, index) =>
      String.fromCodePoint(0x1f600 + index),
    );
    const statuses: number[] = [];
    for (const one of emoji) statuses.push((await add(community.member, one)).status);
    expect(statuses).toEqual([
      ...Array.from({ length: limits.reactionsPerMessage }, () => 200),
      409,
    ]);
    // One more on an emoji that is there is none more.
    expect((await add(community.owner, emoji[0])).status).toBe(200);
    expect((await shownTo(community.owner)).reactions).toHaveLength(limits.reactionsPerMessage);
  });

  it.each(['x', '🎉🎉', ' ', '1', 'thumbsup', '<b>', '‍', '🎉x', '$ne', '__proto__', '\u{1f3fb}a'])(
    'refuses %j, which is not one emoji',
    async (emoji) => {
      expect(await add(community.member, emoji)).toMatchObject({
        status: 400,
        body: { code: 'invalid-input' },
      });
      expect(await remove(community.member, emoji)).toMatchObject({ status: 400 });
      expect(await shownTo(community.member)).toMatchObject({ seq: 1, reactions: [] });
    },
  );

  it.each(['👍🏽', '👩‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '❤️', '🇩🇪', '1️⃣'])('takes %s as one', async (emoji) => {
    expect(await add(community.member, emoji)).toMatchObject({
      status: 200,
      body: { reactions: [{ emoji, count: 1, me: true }] },
    });
  });

  it('lets members react to announcements', async () => {
    const { id } = community.announcements;
    const announced = await buildMessage(kraken, { channelId: id, authorId: community.owner.id });
    const answer = await community.member.http.put(
      `/api/channels/${id}/messages/${announced.id}/reactions/${encodeURIComponent('🎉')}`,
    );
    expect(answer.status).toBe(200);
  });
});

describe('DELETE …/reactions/:emoji', () => {
  it('takes back only one’s own, tells it, and removes an emoji without people', async () => {
    await add(community.member);
    await add(community.owner);
    const socket = await community.owner.socket();
    expect(await remove(community.member)).toMatchObject({
      status: 200,
      body: { seq: 4, reactions: [{ count: 1, me: false }] },
    });
    expect(await socket.next('reaction.removed')).toMatchObject({
      seq: 4,
      userId: community.member.id,
      emoji: '🎉',
      count: 1,
    });
    expect(await remove(community.member)).toMatchObject({ status: 200, body: { seq: 4 } });
    expect(await remove(community.owner)).toMatchObject({
      status: 200,
      body: { seq: 5, reactions: [] },
    });
    expect(await socket.next('reaction.removed', ({ seq }) => seq === 5)).toMatchObject({
      count: 0,
    });
  });

  it('ends in one state and one order however many change at once', async () => {
    const calls = Array.from({ length: 30 }, (_, index) =>
      (index % 2 ? add : remove)(index % 3 ? community.member : community.owner),
    );
    const socket = await community.owner.socket();
    await Promise.all(calls);
    const shown = await shownTo(community.owner);
    await add(community.owner, '👍');
    await socket.next('reaction.added', ({ emoji }) => emoji === '👍');
    const told = socket.heard.flatMap(({ event, payload }) =>
      event.startsWith('reaction.') ? [payload as { seq: number }] : [],
    );
    const numbers = told.map(({ seq }) => seq);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(numbers.at(-1)).toBe(shown.seq + 1);
  });
});
