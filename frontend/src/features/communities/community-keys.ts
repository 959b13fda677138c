/** Keys of community structure. */
export const communityKeys = {
  all: ['communities'] as const,
  snapshot: (communityId: string) => ['communities', communityId] as const,
  invites: (communityId: string) => ['invites', communityId] as const,
};

/** Events with versions keep a snapshot true; a jump of version or a reconnect asks again. */
export const SNAPSHOT_STALE_MS = Infinity;

/** How long a community that nobody looks at stays ready to be shown at once. */
export const SNAPSHOT_KEEP_MS = 60 * 60_000;
