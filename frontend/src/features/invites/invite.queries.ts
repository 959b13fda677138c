import type { InvitePreview } from '@kraken/shared';
import { queryOptions } from '@tanstack/react-query';
import { invitePreview } from '../../api-client/sdk.gen.ts';
import { hasCode } from '../../platform/api/api-problem.ts';
import { isWorthRetrying } from '../../platform/api/configure-api.ts';

export function invitePreviewQuery(code: string) {
  return queryOptions<InvitePreview>({
    queryKey: ['invite-previews', code],
    queryFn: async ({ signal }) =>
      (await invitePreview({ path: { code }, signal, throwOnError: true })).data,
    retry: (failures, error) => failures < 2 && isWorthRetrying(error),
  });
}

/** The invite is no good any more, or never was: nothing to try again. */
export function isGone(error: unknown): boolean {
  return hasCode(error, 'invite-invalid', 'not-found', 'invalid-input');
}
