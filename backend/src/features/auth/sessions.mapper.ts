import type { Session } from '@kraken/shared';
import type { SessionDocument } from './sessions.repository.ts';

/** @param currentId the session that asks */
export function toSession(document: SessionDocument, currentId: string): Session {
  const id = document._id.toHexString();
  return {
    id,
    device: document.device,
    address: document.address,
    current: id === currentId,
    createdAt: document.createdAt.toISOString(),
    lastUsedAt: document.lastUsedAt.toISOString(),
  };
}
