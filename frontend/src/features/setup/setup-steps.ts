import { hasCode } from '../../platform/api/api-problem.ts';
import { fieldErrors } from '../../platform/api/problem-text.ts';

export const steps = ['account', 'instance', 'community'] as const;
export type SetupStep = (typeof steps)[number];

/** What is collected on the way and sent at the end. */
export interface SetupDraft {
  username: string;
  password: string;
  instanceName: string;
  communityName: string;
}

/** The step on which a refusal can be put right. */
export function stepOfRefusal(error: unknown): SetupStep | undefined {
  if (hasCode(error, 'username-taken')) return 'account';
  const fields = fieldErrors(error);
  if ('username' in fields || 'password' in fields) return 'account';
  if ('instanceName' in fields) return 'instance';
  if ('communityName' in fields) return 'community';
  return undefined;
}

/** The secret of a set-up link, `#token=…`; it stays out of requests and logs because it is a fragment. */
export function tokenOfHash(hash: string): string {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token')?.trim() ?? '';
}
