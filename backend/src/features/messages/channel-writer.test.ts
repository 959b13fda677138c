import fc from 'fast-check';
import { ObjectId } from 'mongodb';
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Bus } from '../../platform/bus/bus.ts';
import { Live } from '../../platform/live/live.ts';
import { Mongo } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import {
  buildChannel,
  buildCommunity,
  type BuiltCommunity,
} from '../../testing/factories/community.ts';
import { buildMessage } from '../../testing/factories/message.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTwoPods, type TwoPods } from '../../testing/two-pods.ts';
import { structureChanged } from '../communities/communities.access.ts';
import { ReactionsService } from '../reactions/reactions.service.ts';
import { ChannelWriter } from './channel-writer.ts';
import { HistoryService } from './history.service.ts';
import type { MessageDocument } from './messages.repository.ts';
import { MessagesRepository } from './messages.repository.ts';
import { MessagesService } from './messages.service.ts';

let store: TwoPods;
let community: BuiltCommunity;

beforeAll(async () => {
  store = await startTwoPods();
  community = await buildCommunity(store.pods[0]);
});
afterAll(() => store.stop());
afterEach(() => vi.restoreAllMocks());

/** A channel that both know of: there is no bus between them here. */
async function newChannel(): Promise<string> {
  const { id } = await buildChannel(store.pods[0], community);
  store.pods[1].get(Bus).publish(structureChanged, { communityId: community.id });
  return id;
}

const documentsOf = (channelId: string): Promise<MessageDocument[]> =>
  store.pods[0]
    .get(Mongo)
    .collection<MessageDocument>('messages')
    .find({ channelId: new ObjectId(channelId) })
    .sort({ n: 1 })
    .toArray();

/** What a pod tells about a channel, in order. */
function listenTo(pod: TestApp, channelId: string): { event: string; seq: number }[] {
  const told: { event: string; seq: number }[] = [];
  vi.spyOn(pod.get(Live), 'publish').mockImplementation((event, audience, payload) => {
    if ('channelId' in audience && audience.channelId === channelId && 'seq' in payload) {
      told.push({ event, seq: payload.seq });
    }
  });
  return told;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** The invariants of a channel at rest; answers the number of its last change. */
async function expectWhole(channelId: string): Promise<number> {
  const documents = await documentsOf(channelId);
  expect(documents.map(({ n }) => n)).toEqual(upTo(documents.length));
  const ids = documents.map(({ _id }) => _id.toHexString());
  expect(ids).toEqual(ids.toSorted());
  const slots = documents.flatMap((document) => document.slots).toSorted((a, b) => a - b);
  expect(slots).toEqual(upTo(slots.length));
  for (const document of documents) expect(document.seq).toBe(document.slots.at(-1));
  return slots.length;
}

/** Everything that a reader from nothing learns, page by page. */
async function caughtUp(
  pod: TestApp,
  channelId: string,
): Promise<{ id: string; seq: number; n: number }[]> {
  const items: { id: string; seq: number; n: number }[] = [];
  for (let after = 0, more = true; more;) {
    const page = await pod
      .get(HistoryService)
      .changes(community.member.id, channelId, { after, limit: 7 });
    items.push(...page.items.map(({ id, seq, n }) => ({ id, seq, n })));
    after = items.at(-1)?.seq ?? 0;
    more = page.more;
  }
  return items;
}

/** One thing a person does; `target` picks one of the messages that are there before. */
const action = fc.record({
  pod: fc.constantFrom<0 | 1>(0, 1),
  kind: fc.constantFrom('send', 'send', 'send', 'resend', 'edit', 'delete', 'react', 'unreact'),
  target: fc.nat(9),
  by: fc.constantFrom('owner', 'member'),
  emoji: fc.constantFrom('🎉', '👍'),
} as const);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function run(
  { pod: index, kind, target, by, emoji }: Action,
  context: { channelId: string; messages: string[]; nonces: string[] },
) {
  const pod = store.pods[index];
  const userId = community[by].id;
  const { channelId } = context;
  const messageId = context.messages[target % context.messages.length]!;
  const path = { channelId, messageId, emoji };
  switch (kind) {
    case 'send':
      return pod
        .get(MessagesService)
        .send(userId, channelId, { nonce: randomUUID(), content: 'hello' });
    case 'resend': {
      const nonce = context.nonces[target % context.nonces.length]!;
      return pod
        .get(MessagesService)
        .send(community.owner.id, channelId, { nonce, content: 'once' });
    }
    case 'edit':
      return pod.get(MessagesService).edit(userId, path, { content: `edited ${randomUUID()}` });
    case 'delete':
      return pod.get(MessagesService).delete(userId, path);
    case 'react':
      return pod.get(ReactionsService).add(userId, path);
    case 'unreact':
      return pod.get(ReactionsService).remove(userId, path);
  }
}

/** All at once, or each after the one before: then a pod's memory is old whenever the other one wrote. */
async function settleAll(work: (() => Promise<unknown>)[], isAtOnce: boolean) {
  if (isAtOnce) return Promise.allSettled(work.map((one) => one()));
  const results: PromiseSettledResult<unknown>[] = [];
  for (const one of work) results.push(...(await Promise.allSettled([one()])));
  return results;
}

describe('two writers of one channel', () => {
  it.each([
    ['at once', true],
    ['one after the other', false],
  ])('keep every invariant under any mix of changes %s', async (_, isAtOnce) => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 60 }), async (actions) => {
        const channelId = await newChannel();
        const told = store.pods.map((pod) => listenTo(pod, channelId));
        const place = { channelId, authorId: community.member.id };
        const messages: string[] = [];
        for (let index = 0; index < 5; index++)
          messages.push((await buildMessage(store.pods[0], place)).id);
        const context = { channelId, messages, nonces: [randomUUID(), randomUUID()] };

        const results = await settleAll(
          actions.map((one) => () => run(one, context)),
          isAtOnce,
        );

        for (const result of results) {
          if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Refusal);
        }
        const last = await expectWhole(channelId);
        // Each pod told its changes in their order, and both together told every change once.
        for (const one of told)
          expect(one.map(({ seq }) => seq)).toEqual(
            one.map(({ seq }) => seq).toSorted((a, b) => a - b),
          );
        expect(
          told
            .flat()
            .map(({ seq }) => seq)
            .toSorted((a, b) => a - b),
        ).toEqual(upTo(last));
        // A repeat answers the same message, whichever pod and however close.
        actions.forEach((one, index) => {
          if (one.kind !== 'resend') return;
          const mine = context.nonces[one.target % 2];
          const answers = actions.flatMap((other, at) => {
            const result = results[at];
            return other.kind === 'resend' &&
              context.nonces[other.target % 2] === mine &&
              result?.status === 'fulfilled'
              ? [(result.value as { id: string }).id]
              : [];
          });
          expect(new Set(answers).size, `resend ${index}`).toBe(1);
        });
        // Everyone reads the same, on either pod.
        const seen = await Promise.all(store.pods.map((pod) => caughtUp(pod, channelId)));
        expect(seen[0]).toEqual(seen[1]);
        expect(seen[0]?.at(-1)?.seq ?? 0).toBe(last);
      }),
      { numRuns: 25 },
    );
  });

  it('number five hundred messages at once without a gap, each stored once', async () => {
    const channelId = await newChannel();
    const sends = upTo(500).map((index) => {
      const pod = store.pods[index % 2]!;
      return buildMessage(pod, {
        channelId,
        authorId: index % 3 ? community.owner.id : community.member.id,
      });
    });
    const sent = await Promise.all(sends);
    expect(sent.map(({ n }) => n).toSorted((a, b) => a - b)).toEqual(upTo(500));
    expect(await expectWhole(channelId)).toBe(500);
  });

  it('store a nonce once under a hundred parallel repeats on both', async () => {
    const channelId = await newChannel();
    const nonce = randomUUID();
    const place = { channelId, authorId: community.member.id };
    const answers = await Promise.all(
      upTo(100).map((index) => buildMessage(store.pods[index % 2]!, place, { nonce })),
    );
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await documentsOf(channelId)).toHaveLength(1);
  });

  it('let one of many messages under one nonce win, in one channel or several', async () => {
    const channelIds = [await newChannel(), await newChannel()];
    const nonce = randomUUID();
    const results = await Promise.allSettled(
      upTo(20).map((index) =>
        buildMessage(
          store.pods[index % 2]!,
          { channelId: channelIds[index % 2]!, authorId: community.member.id },
          { nonce, content: `text ${index % 5}` },
        ),
      ),
    );
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(new Set(won.map(({ value }) => value.id)).size).toBe(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect((result.reason as Refusal).code).toBe('nonce-reused');
    }
    const stored = [...(await documentsOf(channelIds[0]!)), ...(await documentsOf(channelIds[1]!))];
    expect(stored).toHaveLength(1);
  });

  it('never take a number again that a message has left behind', async () => {
    const channelId = await newChannel();
    const [first, second] = store.pods;
    const path = (messageId: string) => ({ channelId, messageId, emoji: '🎉' });
    const old = await buildMessage(first, { channelId, authorId: community.owner.id });
    // The second pod remembers the channel as it is now, and then hears nothing of what the first one does.
    await second.get(ReactionsService).add(community.member.id, path(old.id));
    for (let round = 0; round < 3; round++) {
      await first
        .get(MessagesService)
        .edit(community.owner.id, path(old.id), { content: `round ${round}` });
    }
    const late = await buildMessage(second, { channelId, authorId: community.member.id });
    expect(late).toMatchObject({ n: 2, seq: 6 });
    expect(await expectWhole(channelId)).toBe(6);
  });
});

describe('one writer', () => {
  it('stores what comes at once in one batch', async () => {
    const channelId = await newChannel();
    const inserts = vi.spyOn(store.pods[0].get(MessagesRepository), 'insertInOrder');
    await Promise.all(
      upTo(40).map(() => buildMessage(store.pods[0], { channelId, authorId: community.owner.id })),
    );
    expect(inserts.mock.calls.map(([, messages]) => messages.length)).toEqual([40]);
  });

  it('lets a message that the store does not want fall out and closes the gap', async () => {
    const channelId = await newChannel();
    const place = { channelId, authorId: community.owner.id };
    const results = await Promise.allSettled([
      buildMessage(store.pods[0], place, { content: 'one' }),
      buildMessage(
        store.pods[0],
        { ...place },
        { content: 'poison', nonce: { not: 'text' } as unknown as string },
      ),
      buildMessage(store.pods[0], place, { content: 'two' }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    const documents = await documentsOf(channelId);
    expect(documents.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(await expectWhole(channelId)).toBe(2);
  });

  it('writes several changes of one message as one, each with a number of its own', async () => {
    const channelId = await newChannel();
    const told = listenTo(store.pods[0], channelId);
    const { id } = await buildMessage(store.pods[0], { channelId, authorId: community.owner.id });
    const path = { channelId, messageId: id };
    const reactions = store.pods[0].get(ReactionsService);
    // The first change is held at the store until the others wait behind it.
    const repository = store.pods[0].get(MessagesRepository);
    const changeInStore = repository.change.bind(repository);
    const gate = Promise.withResolvers<void>();
    const asked = vi.spyOn(ChannelWriter.prototype, 'alter');
    const changes = vi.spyOn(repository, 'change').mockImplementationOnce(async (...change) => {
      await gate.promise;
      return changeInStore(...change);
    });
    const first = reactions.add(community.owner.id, { ...path, emoji: '🐙' });
    await vi.waitFor(() => expect(changes).toHaveBeenCalledTimes(1));
    const others = Promise.all([
      reactions.add(community.owner.id, { ...path, emoji: '🎉' }),
      reactions.add(community.member.id, { ...path, emoji: '🎉' }),
      reactions.add(community.member.id, { ...path, emoji: '👍' }),
    ]);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(4));
    gate.resolve();
    expect((await first).seq).toBe(2);
    const answers = await others;
    expect(changes).toHaveBeenCalledTimes(2);
    expect(answers.map(({ seq }) => seq).toSorted((x, y) => x - y)).toEqual([3, 4, 5]);
    const last = answers.find(({ seq }) => seq === 5);
    expect(last?.reactions.map(({ emoji, count }) => `${emoji}${count}`).toSorted()).toEqual(
      ['🐙1', '🎉2', '👍1'].toSorted(),
    );
    expect(told.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(await expectWhole(channelId)).toBe(5);
  });

  it('fails everyone who waits when the store is away, and goes on when it is back', async () => {
    const channelId = await newChannel();
    const place = { channelId, authorId: community.owner.id };
    const away = vi
      .spyOn(store.pods[0].get(MessagesRepository), 'insertInOrder')
      .mockRejectedValueOnce(new Error('away'));
    const results = await Promise.allSettled([
      buildMessage(store.pods[0], place),
      buildMessage(store.pods[0], place),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    away.mockRestore();
    await expect(buildMessage(store.pods[0], place)).resolves.toMatchObject({ n: 1, seq: 1 });
  });
});
