import type { Channel, Community, CommunitySnapshot } from '@kraken/shared';

/** What a structure event did to a cached snapshot. */
export type StructureOutcome = { snapshot: CommunitySnapshot; missed: boolean };

/**
 * Applies a change of structure when it is the next one. An old one changes nothing; one that is
 * further ahead is `missed`: the snapshot has to be fetched again.
 */
export function applyStructure(
  snapshot: CommunitySnapshot,
  version: number,
  change: (snapshot: CommunitySnapshot) => CommunitySnapshot,
): StructureOutcome {
  if (version <= snapshot.version) return { snapshot, missed: false };
  if (version > snapshot.version + 1) return { snapshot, missed: true };
  return { snapshot: { ...change(snapshot), version }, missed: false };
}

/** Adds channels or replaces those of the same id. */
export function putChannels(
  snapshot: CommunitySnapshot,
  channels: readonly Channel[],
): CommunitySnapshot {
  const next = new Map(snapshot.channels.map((channel) => [channel.id, channel]));
  for (const channel of channels) next.set(channel.id, channel);
  return { ...snapshot, channels: [...next.values()] };
}

export function dropChannel(snapshot: CommunitySnapshot, channelId: string): CommunitySnapshot {
  return { ...snapshot, channels: snapshot.channels.filter(({ id }) => id !== channelId) };
}

export function setFacts(
  snapshot: CommunitySnapshot,
  community: Partial<Community>,
): CommunitySnapshot {
  return { ...snapshot, ...community };
}

/** A member count is a fact beside the structure: it has no version. */
export function setMemberCount(
  snapshot: CommunitySnapshot,
  memberCount: number,
): CommunitySnapshot {
  return snapshot.memberCount === memberCount ? snapshot : { ...snapshot, memberCount };
}
