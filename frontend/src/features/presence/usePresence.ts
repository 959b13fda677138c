import type { PresenceStatus } from '@kraken/shared';
import { skipToken, useQuery } from '@tanstack/react-query';
import { memberKeys } from '../members/member-keys.ts';
import type { MemberWindow } from '../members/member-updates.ts';
import { presenceKeys } from './presence-keys.ts';

/** How a person is here, as far as it was told: by an event, else by the member list. */
export function usePresence(
  userId: string,
  communityId: string | undefined,
): PresenceStatus | undefined {
  const { data: told } = useQuery<PresenceStatus>({
    queryKey: presenceKeys.of(userId),
    queryFn: skipToken,
  });
  const { data: listed } = useQuery<MemberWindow, Error, PresenceStatus | null>({
    queryKey: memberKeys.list(communityId ?? ''),
    queryFn: skipToken,
    select: (window) => window.items.find(({ user }) => user.id === userId)?.presence ?? null,
  });
  return told ?? listed ?? undefined;
}
