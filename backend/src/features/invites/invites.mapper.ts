import type { Invite } from '@kraken/shared';
import type { InviteDocument } from './invites.repository.ts';

export function toInvite(document: InviteDocument): Invite {
  return {
    code: document.code,
    communityId: document.communityId.toHexString(),
    creatorId: document.creatorId.toHexString(),
    uses: document.uses,
    maxUses: document.maxUses,
    expiresAt: document.expiresAt?.toISOString() ?? null,
    createdAt: document.createdAt.toISOString(),
  };
}
