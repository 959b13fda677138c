import type {
  Channel,
  ChannelType,
  CommunitySnapshot,
  CreateChannel,
  CreateInvite,
  Invite,
} from '@kraken/shared';
import { randomBytes } from 'node:crypto';
import { ChannelsService } from '../../features/channels/channels.service.ts';
import { CommunitiesService } from '../../features/communities/communities.service.ts';
import { InvitesService } from '../../features/invites/invites.service.ts';
import { JoiningService } from '../../features/members/joining.service.ts';
import type { TestApp } from '../start-test-app.ts';
import { buildPerson, type Person } from './person.ts';

/** A community with everybody that a row of the access table names. */
export interface BuiltCommunity {
  id: string;
  snapshot: CommunitySnapshot;
  /** Its #general. */
  general: Channel;
  announcements: Channel;
  voice: Channel;
  owner: Person;
  member: Person;
  outsider: Person;
}

export type People = Pick<BuiltCommunity, 'owner' | 'member' | 'outsider'>;

export async function buildPeople(kraken: TestApp): Promise<People> {
  const [owner, member, outsider] = await Promise.all([
    buildPerson(kraken),
    buildPerson(kraken),
    buildPerson(kraken),
  ]);
  return { owner, member, outsider };
}

/** A fresh community with owner and member, and an outsider; with fresh people unless they are given. */
export async function buildCommunity(kraken: TestApp, people?: People): Promise<BuiltCommunity> {
  const { owner, member, outsider } = people ?? (await buildPeople(kraken));
  const founded = await kraken
    .get(CommunitiesService)
    .create(owner.id, { name: `Community ${randomBytes(4).toString('hex')}` });
  await join(kraken, member, founded.id);
  const snapshot = await kraken.get(CommunitiesService).get(owner.id, founded.id);
  const ofType = (type: ChannelType): Channel => {
    const channel = snapshot.channels.find((candidate) => candidate.type === type);
    if (!channel) throw new Error(`a new community has no ${type} channel`);
    return channel;
  };
  return {
    id: founded.id,
    snapshot,
    general: ofType('text'),
    announcements: ofType('announcement'),
    voice: ofType('voice'),
    owner,
    member,
    outsider,
  };
}

/** Makes the person a member, without an invite. */
export async function join(kraken: TestApp, person: Person, communityId: string): Promise<void> {
  if (!(await kraken.get(JoiningService).join(person.id, communityId))) {
    throw new Error('was a member before');
  }
}

export function buildChannel(
  kraken: TestApp,
  community: BuiltCommunity,
  { name = 'a channel', type = 'text', parentId = null }: Partial<CreateChannel> = {},
): Promise<Channel> {
  return kraken
    .get(ChannelsService)
    .create(community.owner.id, community.id, { name, type, parentId });
}

export function buildInvite(
  kraken: TestApp,
  community: BuiltCommunity,
  { creator = community.owner, ...body }: CreateInvite & { creator?: Person } = {},
): Promise<Invite> {
  return kraken.get(InvitesService).create(creator.id, community.id, body);
}
