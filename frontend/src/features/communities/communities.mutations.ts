import type { Community, CommunitySnapshot, Home, Invite } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import {
  communityCreate,
  communityDelete,
  communityUpdate,
  inviteCreate,
  inviteRevoke,
  memberLeave,
} from '../../api-client/sdk.gen.ts';
import type { CreateCommunity, CreateInvite, UpdateCommunity } from '../../api-client/types.gen.ts';
import { holdsMessages } from '../channels/channel-types.ts';
import { homeKeys } from '../home/home-keys.ts';
import { removeCommunity, setCommunity } from '../home/home-updates.ts';
import { communityKeys } from './community-keys.ts';
import { setFacts } from './snapshot-updates.ts';

function updateHome(client: QueryClient, change: (home: Home) => Home): void {
  client.setQueryData<Home>(homeKeys.all, (home) => home && change(home));
}

/** Founds a community; it stands on the rail before its events have come. */
export async function createCommunity(
  client: QueryClient,
  body: CreateCommunity,
): Promise<CommunitySnapshot> {
  const { data } = await communityCreate({ body, throwOnError: true });
  client.setQueryData<CommunitySnapshot>(communityKeys.snapshot(data.id), data);
  const { channels, permissions: _permissions, ...facts } = data;
  const counted = channels
    .filter(holdsMessages)
    .map(({ id }) => ({ channelId: id, n: 0, mentions: 0, lastN: 0 }));
  updateHome(client, (home) =>
    home.communities.some(({ id }) => id === data.id)
      ? home
      : { ...home, communities: [...home.communities, { ...facts, channels: counted }] },
  );
  return data;
}

export async function updateCommunity(
  client: QueryClient,
  communityId: string,
  body: UpdateCommunity,
): Promise<Community> {
  const { data } = await communityUpdate({ path: { communityId }, body, throwOnError: true });
  // Without the version, which the event brings: others may have made changes before this one that have not come yet.
  const { name, description } = data;
  updateHome(client, (home) => setCommunity(home, { id: communityId, name, description }));
  client.setQueryData<CommunitySnapshot>(
    communityKeys.snapshot(communityId),
    (snapshot) => snapshot && setFacts(snapshot, { name, description }),
  );
  return data;
}

export async function deleteCommunity(client: QueryClient, communityId: string): Promise<void> {
  await communityDelete({ path: { communityId }, throwOnError: true });
  updateHome(client, (home) => removeCommunity(home, communityId));
}

export async function leaveCommunity(client: QueryClient, communityId: string): Promise<void> {
  await memberLeave({ path: { communityId }, throwOnError: true });
  updateHome(client, (home) => removeCommunity(home, communityId));
}

export async function createInvite(communityId: string, body: CreateInvite): Promise<Invite> {
  const { data } = await inviteCreate({ path: { communityId }, body, throwOnError: true });
  return data;
}

export async function revokeInvite(communityId: string, code: string): Promise<void> {
  await inviteRevoke({ path: { communityId, code }, throwOnError: true });
}
