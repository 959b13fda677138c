import { ObjectId } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Bus } from '../../platform/bus/bus.ts';
import { accessRevoked } from '../../platform/live/live.ts';
import { Mongo } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import {
  type BuiltCommunity,
  buildChannel,
  buildCommunity,
  buildPeople,
  type People,
} from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { structureChanged } from '../communities/communities.access.ts';
import { ChannelAccess } from './channels.access.ts';

let kraken: TestApp;
let people: People;
let community: BuiltCommunity;
let access: ChannelAccess;

beforeAll(async () => {
  kraken = await startTestApp();
  people = await buildPeople(kraken);
  access = kraken.get(ChannelAccess);
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken, people);
});

const inStore = (collection: string) => kraken.get(Mongo).db.collection(collection);
const membership = () => ({
  communityId: new ObjectId(community.id),
  userId: new ObjectId(community.member.id),
});

async function codeOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

describe('ChannelAccess', () => {
  it('answers the channel with the permissions in it', async () => {
    const {
      channel,
      community: facts,
      mask,
    } = await access.require(community.member.id, community.general.id, 'message.send');
    expect(channel).toEqual(community.general);
    expect(facts).toEqual({ id: community.id, ownerId: community.owner.id, version: 1 });
    expect(typeof mask).toBe('bigint');
  });

  it('tells apart who may not see and who may not do', async () => {
    const { owner, member, outsider, announcements } = community;
    const send = (userId: string) =>
      codeOf(access.require(userId, announcements.id, 'message.send'));
    expect(await send(owner.id)).toBe('allowed');
    expect(await send(member.id)).toBe('forbidden');
    expect(await send(outsider.id)).toBe('not-found');
    expect(await codeOf(access.require(owner.id, 'f'.repeat(24), 'channel.view'))).toBe(
      'not-found',
    );
  });

  it('does not ask the store again, until it is told that the membership ended', async () => {
    const send = () =>
      codeOf(access.require(community.member.id, community.general.id, 'message.send'));
    expect(await send()).toBe('allowed');
    await inStore('members').deleteOne(membership());
    expect(await send()).toBe('allowed');
    // As from another backend.
    const scope = { communityId: community.id };
    kraken.get(Bus).publish(accessRevoked, { userId: community.member.id, scope });
    expect(await send()).toBe('not-found');
  });

  it('does not ask the store again, until it is told that the structure changed', async () => {
    const view = () =>
      codeOf(access.require(community.member.id, community.general.id, 'channel.view'));
    expect(await view()).toBe('allowed');
    const which = { _id: new ObjectId(community.general.id) };
    await inStore('channels').updateOne(which, { $set: { deletedAt: new Date() } });
    expect(await view()).toBe('allowed');
    kraken.get(Bus).publish(structureChanged, { communityId: community.id });
    expect(await view()).toBe('not-found');
  });

  it('does not remember an absence', async () => {
    const send = () =>
      codeOf(access.require(community.outsider.id, community.general.id, 'message.send'));
    expect(await send()).toBe('not-found');
    const joined = {
      ...membership(),
      userId: new ObjectId(community.outsider.id),
      joinedAt: new Date(),
    };
    await inStore('members').insertOne(joined);
    expect(await send()).toBe('allowed');
  });

  it('knows a new channel at once', async () => {
    await access.require(community.member.id, community.general.id, 'channel.view');
    const channel = await buildChannel(kraken, community);
    expect(await codeOf(access.require(community.member.id, channel.id, 'message.send'))).toBe(
      'allowed',
    );
  });
});
