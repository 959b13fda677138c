/** Keys of the people in a community. */
export const memberKeys = {
  all: ['members'] as const,
  list: (communityId: string) => ['members', communityId] as const,
  search: (communityId: string, q: string) => ['member-search', communityId, q] as const,
  one: (communityId: string, userId: string) => ['member', communityId, userId] as const,
};

/** Events keep the list true; a reconnect asks again. */
export const MEMBERS_STALE_MS = Infinity;

/** What a search for a name found is good for this long. */
export const MEMBER_SEARCH_STALE_MS = 30_000;
