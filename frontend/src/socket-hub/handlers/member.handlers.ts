import type { QueryClient } from '@tanstack/react-query';
import { setMemberCount } from '../../features/communities/snapshot-updates.ts';
import { setCommunity } from '../../features/home/home-updates.ts';
import { memberKeys } from '../../features/members/member-keys.ts';
import { dropMember, putMember, type MemberWindow } from '../../features/members/member-updates.ts';
import { presenceKeys } from '../../features/presence/presence-keys.ts';
import { putUsers } from '../../features/users/users-cache.ts';
import type { Handlers } from '../event-handler.ts';
import { updateCached, updateHome, updateSnapshot } from './cached.ts';

type MemberEvent = 'member.joined' | 'member.updated' | 'member.left';

function setCount(client: QueryClient, communityId: string, memberCount: number): void {
  updateSnapshot(client, communityId, (snapshot) => setMemberCount(snapshot, memberCount));
  updateHome(client, (home) => setCommunity(home, { id: communityId, memberCount }));
}

export const memberHandlers: Handlers<MemberEvent> = {
  'member.joined': ({ communityId, memberCount, member }, client) => {
    setCount(client, communityId, memberCount);
    putUsers(client, [member.user]);
    client.setQueryData(presenceKeys.of(member.user.id), member.presence);
    updateCached<MemberWindow>(client, memberKeys.list(communityId), (window) =>
      putMember(window, member),
    );
  },
  'member.updated': ({ communityId, member }, client) => {
    putUsers(client, [member.user]);
    updateCached<MemberWindow>(client, memberKeys.list(communityId), (window) =>
      putMember(window, member),
    );
  },
  'member.left': ({ communityId, memberCount, userId }, client) => {
    setCount(client, communityId, memberCount);
    updateCached<MemberWindow>(client, memberKeys.list(communityId), (window) =>
      dropMember(window, userId),
    );
  },
};
