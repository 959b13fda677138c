import type { Community } from '@kraken/shared';
import type { CommunityDocument } from './communities.repository.ts';

export function toCommunity(document: CommunityDocument): Community {
  return {
    id: document._id.toHexString(),
    name: document.name,
    description: document.description,
    ownerId: document.ownerId.toHexString(),
    version: document.version,
    memberCount: document.memberCount,
    createdAt: document.createdAt.toISOString(),
  };
}
