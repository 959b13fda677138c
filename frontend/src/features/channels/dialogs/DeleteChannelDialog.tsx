import type { Channel } from '@kraken/shared';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../platform/api/problem-text.ts';
import { ConfirmDialog } from '../../../ui/overlay/ConfirmDialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { deleteChannel } from '../channels.mutations.ts';

/** A channel goes with all that was written in it; a category leaves its channels behind. */
export function DeleteChannelDialog({
  channel,
  ...dialog
}: OpenedDialogProps & { channel: Channel }) {
  const { t } = useTranslation('chat');
  const isCategory = channel.type === 'category';
  const remove = useMutation({
    mutationFn: () => deleteChannel(channel.id),
    onSuccess: () => dialog.onOpenChange(false),
  });
  return (
    <ConfirmDialog
      {...dialog}
      title={
        isCategory
          ? t('category.deleteTitle', { name: channel.name })
          : t('channel.deleteTitle', { name: channel.name })
      }
      confirmLabel={isCategory ? t('category.delete') : t('channel.delete')}
      busy={remove.isPending}
      error={remove.error ? problemText(remove.error) : undefined}
      onConfirm={() => remove.mutate()}
    >
      {isCategory ? t('category.deleteBody') : t('channel.deleteBody')}
    </ConfirmDialog>
  );
}
