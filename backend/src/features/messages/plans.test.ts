import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import { buildCommunity, type BuiltCommunity } from '../../testing/factories/community.ts';
import { buildMessage } from '../../testing/factories/message.ts';
import { QueryWatch } from '../../testing/query-plans.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { ChannelHeadsRepository } from './channel-heads.repository.ts';
import { MentionsRepository } from './mentions.repository.ts';
import { MessagesRepository } from './messages.repository.ts';
import { MessagesService } from './messages.service.ts';

let kraken: TestApp;
let community: BuiltCommunity;
let watch: QueryWatch;
let messages: MessagesRepository;
let channelId: string;
const ids: string[] = [];

beforeAll(async () => {
  kraken = await startTestApp();
  community = await buildCommunity(kraken);
  channelId = community.general.id;
  const place = { channelId, authorId: community.owner.id };
  for (let index = 0; index < 40; index++)
    ids.push((await buildMessage(kraken, place, { nonce: `nonce-${index}` })).id);
  // Half of the history is tombstones: reading a page must not pass through them.
  for (const messageId of ids.slice(10, 30))
    await kraken.get(MessagesService).delete(community.owner.id, { channelId, messageId });
  watch = await QueryWatch.on(kraken);
  messages = new MessagesRepository(watch.mongo);
});
afterAll(async () => {
  await watch.close();
  await kraken.stop();
});
beforeEach(() => watch.plans());

/** Documents and keys that a query looks at. */
async function cost(find: object): Promise<{ documents: number; keys: number }> {
  const { executionStats } = await kraken
    .get(Mongo)
    .db.command({ explain: find, verbosity: 'executionStats' });
  return { documents: executionStats.totalDocsExamined, keys: executionStats.totalKeysExamined };
}

/** The one plan of what has just been asked, with its cost. */
async function plan(options: { sort?: object; limit?: number } = {}) {
  const [first, ...others] = await watch.plans();
  expect(others).toEqual([]);
  const { collection, filter, stages, index } = first!;
  return { stages, index, ...(await cost({ find: collection, filter, ...options })) };
}

describe('what people wait for goes along an index', () => {
  it('a page looks at no more than it shows, the cursor and one more', async () => {
    await messages.listUpTo(channelId, undefined, 11);
    expect(await plan({ sort: { _id: -1 }, limit: 11 })).toMatchObject({
      index: 'channelId_1_deleted_1__id_1',
      documents: 11,
      keys: 11,
    });
    // Across twenty tombstones.
    await messages.listUpTo(channelId, ids[32], 11);
    expect(await plan({ sort: { _id: -1 }, limit: 11 })).toMatchObject({
      index: 'channelId_1_deleted_1__id_1',
      documents: 11,
      keys: 11,
    });
    await messages.listFrom(channelId, ids[8]!, 11);
    expect(await plan({ sort: { _id: 1 }, limit: 11 })).toMatchObject({
      index: 'channelId_1_deleted_1__id_1',
      documents: 11,
      keys: 11,
    });
  });

  it('catching up looks at no more than it tells', async () => {
    await messages.listChanged(channelId, 5, 11);
    expect(await plan({ sort: { seq: 1 }, limit: 11 })).toMatchObject({
      index: 'channelId_1_seq_1',
      documents: 11,
      keys: 11,
    });
  });

  it('the head of a channel is one step from the end', async () => {
    await messages.findSeq(channelId);
    expect(await plan({ sort: { seq: -1 }, limit: 1 })).toMatchObject({
      index: 'channelId_1_seq_1',
      keys: 1,
    });
    await messages.readHead(channelId);
    const plans = await watch.plans();
    expect(plans.map(({ index }) => index)).toEqual(['channelId_1_seq_1', 'channelId_1_n_1']);
  });

  it('the newest messages of the instance are at the end of an index', async () => {
    await messages.listNewestNs(7);
    expect(await plan({ sort: { _id: -1 }, limit: 7 })).toMatchObject({ index: '_id_', keys: 7 });
  });

  it('a repeated nonce is found at once', async () => {
    await messages.findByNonce(community.owner.id, 'nonce-7');
    expect(await plan()).toMatchObject({ index: 'authorId_1_nonce_1', documents: 1, keys: 1 });
  });

  it('a message, and its change, are found by id', async () => {
    const message = (await messages.find(channelId, ids[0]!))!;
    expect(await plan()).toMatchObject({ index: '_id_', documents: 1 });
    await messages.change(-1, message, []);
    expect(await plan()).toMatchObject({ index: '_id_' });
  });

  it('nothing scans a collection', async () => {
    const mentions = new MentionsRepository(watch.mongo);
    const place = { channelId, n: 3 };
    await messages.existsBeside(channelId, ids[3]!, '$lt');
    await messages.listByIds(channelId, ids.slice(0, 3));
    await new ChannelHeadsRepository(watch.mongo).listN([channelId]);
    await mentions.listAfter(community.member.id, place);
    await mentions.listUnread(community.member.id);
    await mentions.divide(community.member.id, place, 5);
    await mentions.listUsers(place);
    await mentions.keepOnly([community.member.id], place);
    await mentions.deleteOfChannel(randomUUID().replaceAll('-', '').slice(0, 24));
    await messages.deleteOfChannel('f'.repeat(24));
    const plans = await watch.plans();
    expect(plans.length).toBeGreaterThanOrEqual(10);
    for (const { collection, stages, filter } of plans) {
      expect({ collection, stages, filter }).toMatchObject({
        stages: expect.not.arrayContaining(['COLLSCAN']),
      });
    }
  });
});
