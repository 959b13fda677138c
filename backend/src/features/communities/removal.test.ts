import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Mongo } from '../../platform/mongo/mongo.ts';
import {
  type BuiltCommunity,
  buildChannel,
  buildCommunity,
  buildInvite,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { ChannelRemoval } from '../channels/channel-removal.ts';
import { CommunityRemoval } from './community-removal.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp();
  people = await buildPeople(kraken);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
});

const twoMinutesOn = () => new Date(Date.now() + 120_000);

/** How many documents are left of the community, by collection. */
async function leftovers(): Promise<Record<string, number>> {
  const { db } = kraken.get(Mongo);
  const communityId = new ObjectId(community.id);
  const count = (name: string, filter: object) => db.collection(name).countDocuments(filter);
  return {
    communities: await count('communities', { _id: communityId }),
    channels: await count('channels', { communityId }),
    members: await count('members', { communityId }),
    invites: await count('invites', { communityId }),
  };
}

describe('what is left of a deleted community', () => {
  it('goes, all but its tombstone at first and the tombstone later', async () => {
    await buildInvite(kraken, community);
    await community.owner.http.delete(`/api/communities/${community.id}`);
    await kraken.get(CommunityRemoval).clearAway();
    expect(await leftovers()).toEqual({ communities: 1, channels: 3, members: 0, invites: 0 });
    await kraken.get(CommunityRemoval).clearAway(twoMinutesOn());
    await kraken.get(ChannelRemoval).clearAway(twoMinutesOn());
    expect(await leftovers()).toEqual({ communities: 0, channels: 0, members: 0, invites: 0 });
  });

  it('goes at the next start when the deletion was cut off after its first write', async () => {
    const { db } = kraken.get(Mongo);
    const deletedAt = new Date(Date.now() - 120_000);
    await db
      .collection('communities')
      .updateOne({ _id: new ObjectId(community.id) }, { $set: { deletedAt } });
    kraken.get(CommunityRemoval).onApplicationBootstrap();
    await kraken.get(CommunityRemoval).clearAway();
    await kraken.get(ChannelRemoval).clearAway(twoMinutesOn());
    expect(await leftovers()).toEqual({ communities: 0, channels: 0, members: 0, invites: 0 });
  });

  it('does not take the neighbours along', async () => {
    const neighbour = await buildCommunity(kraken);
    await community.owner.http.delete(`/api/communities/${community.id}`);
    await kraken.get(CommunityRemoval).clearAway(twoMinutesOn());
    await kraken.get(ChannelRemoval).clearAway(twoMinutesOn());
    const { body } = await neighbour.member.http.get(`/api/communities/${neighbour.id}`);
    expect(body.channels).toEqual(neighbour.snapshot.channels);
  });
});

describe('what is left of a deleted channel', () => {
  it('is nothing of what was written, read and mentioned in it; its neighbour keeps all', async () => {
    const { owner, member, general } = community;
    const doomed = await buildChannel(kraken, community);
    for (const { id } of [doomed, general]) {
      const body = { nonce: `message-in-${id}`, content: `Hello <@${member.id}>` };
      expect((await owner.http.post(`/api/channels/${id}/messages`, body)).status).toBe(201);
      expect((await member.http.put(`/api/channels/${id}/read`, { n: 1 })).status).toBe(200);
    }
    const { db } = kraken.get(Mongo);
    const contents = async (id: string) => ({
      messages: await db.collection('messages').countDocuments({ channelId: new ObjectId(id) }),
      reads: await db.collection('reads').countDocuments({ channelId: new ObjectId(id) }),
      mentions: await db.collection('mentions').countDocuments({ channelId: new ObjectId(id) }),
      heads: await db.collection('channelHeads').countDocuments({ _id: new ObjectId(id) }),
    });
    const full = { messages: 1, reads: 1, mentions: 1, heads: 1 };
    expect(await contents(doomed.id)).toEqual(full);
    await owner.http.delete(`/api/channels/${doomed.id}`);
    await kraken.get(ChannelRemoval).clearAway();
    expect(await contents(doomed.id)).toEqual({ messages: 0, reads: 0, mentions: 0, heads: 0 });
    expect(await contents(general.id)).toEqual(full);
  });

  it('is its tombstone, until no write can be under way any more', async () => {
    const channel = await buildChannel(kraken, community);
    const count = () =>
      kraken
        .get(Mongo)
        .db.collection('channels')
        .countDocuments({ _id: new ObjectId(channel.id) });
    await community.owner.http.delete(`/api/channels/${channel.id}`);
    await kraken.get(ChannelRemoval).clearAway();
    expect(await count()).toBe(1);
    await kraken.get(ChannelRemoval).clearAway(twoMinutesOn());
    expect(await count()).toBe(0);
  });
});
