import { limits } from '@kraken/shared';
import { createHash, randomBytes } from 'node:crypto';
import type { SetupLinksRepository } from './setup-links.repository.ts';

/**
 * Issues a new link and answers its path, `/setup#token=…`: in the fragment, which reaches neither a proxy's log nor a
 * Referer header. Only a digest is stored. Links issued before stay good until they expire.
 */
export async function issueSetupLink(links: SetupLinksRepository): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(Date.now() + limits.setupLinkSeconds * 1000);
  await links.insert(digestOfSetupToken(token), expiresAt);
  return `/setup#token=${token}`;
}

export function digestOfSetupToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
