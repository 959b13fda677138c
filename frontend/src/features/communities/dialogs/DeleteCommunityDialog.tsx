import type { Community } from '@kraken/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../platform/api/problem-text.ts';
import { ConfirmDialog } from '../../../ui/overlay/ConfirmDialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { deleteCommunity, leaveCommunity } from '../communities.mutations.ts';

type Props = OpenedDialogProps & { community: Pick<Community, 'id' | 'name'> };

/** The end of a community, for everyone: its name has to be typed. */
export function DeleteCommunityDialog({ community, ...dialog }: Props) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteCommunity(client, community.id),
    onSuccess: () => dialog.onOpenChange(false),
  });
  return (
    <ConfirmDialog
      {...dialog}
      title={t('community.deleteTitle', { name: community.name })}
      confirmLabel={t('community.delete')}
      typeName={community.name}
      busy={remove.isPending}
      error={remove.error ? problemText(remove.error) : undefined}
      onConfirm={() => remove.mutate()}
    >
      {t('community.deleteBody')}
    </ConfirmDialog>
  );
}

/** Out of a community; an invite brings one back. */
export function LeaveCommunityDialog({ community, ...dialog }: Props) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => leaveCommunity(client, community.id),
    onSuccess: () => dialog.onOpenChange(false),
  });
  return (
    <ConfirmDialog
      {...dialog}
      title={t('community.leaveTitle', { name: community.name })}
      confirmLabel={t('community.leave')}
      busy={leave.isPending}
      error={leave.error ? problemText(leave.error) : undefined}
      onConfirm={() => leave.mutate()}
    >
      {t('community.leaveBody')}
    </ConfirmDialog>
  );
}
