import type { Message } from '@kraken/shared';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../ui/overlay/ConfirmDialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { useUser } from '../../users/users.queries.ts';
import { deleteMessage } from '../messages.actions.ts';

/** Asks before a message is gone for everyone, and shows which one. */
export function DeleteMessageDialog({
  message,
  ...dialog
}: OpenedDialogProps & { message: Message }) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const author = useUser(message.authorId);
  return (
    <ConfirmDialog
      {...dialog}
      title={t('message.deleteTitle')}
      confirmLabel={t('message.delete')}
      onConfirm={() => {
        dialog.onOpenChange(false);
        void deleteMessage(client, message);
      }}
    >
      <p>{t('message.deleteBody')}</p>
      <blockquote className="mt-4 max-h-40 overflow-y-auto rounded-lg bg-bg-3 px-3.5 py-2.5 text-text-1">
        <p className="text-sm font-[650]">{author?.displayName ?? t('someone')}</p>
        <p className="line-clamp-6 break-words whitespace-pre-wrap">{message.content}</p>
      </blockquote>
      <p className="mt-3 text-sm text-text-3 max-md:hidden">{t('message.deleteTip')}</p>
    </ConfirmDialog>
  );
}
