import type { InvitePreview } from '@kraken/shared';
import { useMutation } from '@tanstack/react-query';
import { inviteAccept } from '../../api-client/sdk.gen.ts';
import { useEnterCommunity } from './useEnterCommunity.ts';

/** Marks in the address that this invite is to be accepted as soon as somebody is signed in. */
export const ACCEPT_MARK = '#accept';

/** Joins the community of the invite and goes there. A member simply goes there. */
export function useAcceptInvite(invite: InvitePreview) {
  const enter = useEnterCommunity();
  const accept = useMutation({
    mutationFn: async () => {
      await inviteAccept({ path: { code: invite.code }, throwOnError: true });
    },
    onSuccess: () => enter(invite.community.id),
  });
  return {
    ...accept,
    afterSignIn: () => {
      history.replaceState(history.state, '', ACCEPT_MARK);
    },
  };
}
