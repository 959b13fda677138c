import { limits } from '@kraken/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemText } from '../../../platform/api/problem-text.ts';
import { Button } from '../../../ui/button/Button.tsx';
import { TextField } from '../../../ui/field/TextField.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { createChannel } from '../channels.mutations.ts';

/** A heading for channels that belong together. */
export function CreateCategoryDialog({
  communityId,
  ...dialog
}: OpenedDialogProps & { communityId: string }) {
  const { t } = useTranslation(['chat', 'common']);
  const client = useQueryClient();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => createChannel(client, communityId, { name: name.trim(), type: 'category' }),
    onSuccess: () => dialog.onOpenChange(false),
  });
  return (
    <Dialog
      {...dialog}
      title={t('category.create')}
      onSubmit={() => name.trim() !== '' && create.mutate()}
      footer={
        <>
          <Button variant="ghost" onClick={() => dialog.onOpenChange(false)}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            busy={create.isPending}
            disabledReason={name.trim() === '' ? t('channel.nameFirst') : undefined}
          >
            {t('category.create')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('category.name')}
        placeholder={t('category.namePlaceholder')}
        value={name}
        onValueChange={setName}
        maxLength={limits.channelName.max}
        error={create.error ? problemText(create.error) : undefined}
        autoComplete="off"
      />
    </Dialog>
  );
}
