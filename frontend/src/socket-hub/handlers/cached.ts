import type { CommunitySnapshot, Home } from '@kraken/shared';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { communityKeys } from '../../features/communities/community-keys.ts';
import { applyStructure } from '../../features/communities/snapshot-updates.ts';
import { homeKeys } from '../../features/home/home-keys.ts';

/** Changes a cached value in place; what is not cached is left to its own fetch. */
export function updateCached<T>(client: QueryClient, key: QueryKey, change: (value: T) => T): void {
  const query = client.getQueryCache().find<T>({ queryKey: key });
  const known = query?.state.data;
  if (known === undefined) return;
  const next = change(known);
  // Writing an equal value would still wake the observers and renew its age.
  if (next === known) return;
  const isOld = query?.state.isInvalidated;
  client.setQueryData<T>(key, next);
  // Writing also says that it is fresh, but one change more does not bring what was missed before.
  if (isOld) query?.invalidate();
}

/** The same for every cached value whose key begins so. */
export function updateAllCached<T>(
  client: QueryClient,
  queryKey: QueryKey,
  change: (value: T) => T,
): void {
  for (const query of client.getQueryCache().findAll({ queryKey })) {
    updateCached<T>(client, query.queryKey, change);
  }
}

export function updateHome(client: QueryClient, change: (home: Home) => Home): void {
  updateCached<Home>(client, homeKeys.all, change);
}

/** Who reads here; null before home is known. */
export function readerId(client: QueryClient): string | null {
  return client.getQueryData<Home>(homeKeys.all)?.user.id ?? null;
}

export function updateSnapshot(
  client: QueryClient,
  communityId: string,
  change: (snapshot: CommunitySnapshot) => CommunitySnapshot,
): void {
  updateCached<CommunitySnapshot>(client, communityKeys.snapshot(communityId), change);
}

/** Applies a change of structure, or fetches the snapshot again when changes before it were missed. */
export function updateStructure(
  client: QueryClient,
  { communityId, version }: { communityId: string; version: number },
  change: (snapshot: CommunitySnapshot) => CommunitySnapshot,
): void {
  let missed = false;
  updateSnapshot(client, communityId, (snapshot) => {
    const outcome = applyStructure(snapshot, version, change);
    missed = outcome.missed;
    return outcome.snapshot;
  });
  if (missed) {
    const queryKey = communityKeys.snapshot(communityId);
    void client.invalidateQueries({ queryKey }, { cancelRefetch: true });
  }
  // Home holds the facts of communities whose snapshot nobody has asked for.
  const home = client.getQueryData<Home>(homeKeys.all);
  const known = home?.communities.find(({ id }) => id === communityId);
  if (known && version > known.version + 1) {
    void client.invalidateQueries({ queryKey: homeKeys.all });
  }
}
