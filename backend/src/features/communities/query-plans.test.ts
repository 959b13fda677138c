import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type BuiltCommunity,
  buildCommunity,
  buildInvite,
} from '../../testing/factories/community.ts';
import { QueryWatch } from '../../testing/query-plans.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';
import { ChannelsRepository } from '../channels/channels.repository.ts';
import { InvitesRepository } from '../invites/invites.repository.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { MembershipsRepository } from './memberships.repository.ts';

let kraken: TestApp;
let watch: QueryWatch;
let community: BuiltCommunity;
let code: string;

beforeAll(async () => {
  kraken = await startTestApp();
  community = await buildCommunity(kraken);
  ({ code } = await buildInvite(kraken, community));
  watch = await QueryWatch.on(kraken);
});
afterAll(async () => {
  await watch.close();
  await kraken.stop();
});

const communities = () => new CommunitiesRepository(watch.mongo);
const memberships = () => new MembershipsRepository(watch.mongo);
const channels = () => new ChannelsRepository(watch.mongo);
const invites = () => new InvitesRepository(watch.mongo);
const now = new Date();
const page = { limit: 50 };

it.each<[string, string, () => Promise<unknown>]>([
  ['a community', '_id_', () => communities().findById(community.id)],
  ['many communities', '_id_', () => communities().listByIds([community.id, community.member.id])],
  ['deleted communities', 'deletedAt_1', () => communities().listDeleted()],
  [
    'a membership',
    'communityId_1_userId_1',
    () => memberships().find(community.id, community.member.id),
  ],
  ["a person's communities", 'userId_1__id_1', () => memberships().listOfUser(community.member.id)],
  ['a page of members', 'communityId_1_userId_1', () => memberships().page(community.id, page)],
  [
    'the next page of members',
    'communityId_1_userId_1',
    () => memberships().page(community.id, { ...page, after: community.owner.id }),
  ],
  ['the community of a channel', '_id_', () => channels().findCommunityId(community.general.id)],
  [
    'the channels of a community',
    'communityId_1__id_1',
    () => channels().listOfCommunity(community.id),
  ],
  ['the channels of a home', 'communityId_1__id_1', () => channels().listTypes([community.id])],
  ['deleted channels', 'deletedAt_1', () => channels().listDeleted()],
  ['an invite', 'code_1', () => invites().findWorking(code, now)],
  [
    'the invites of a community',
    'communityId_1__id_1',
    () => invites().listWorking(community.id, now),
  ],
])('%s is found along an index, in order', async (_, index, ask) => {
  await ask();
  const plans = await watch.plans();
  expect(plans).toHaveLength(1);
  for (const plan of plans) {
    expect(plan).toMatchObject({ index });
    expect(plan.stages).not.toContain('COLLSCAN');
    expect(plan.stages).not.toContain('SORT');
  }
});
