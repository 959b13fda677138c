import { type CommunitySnapshot, limits } from '@kraken/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldErrors, problemText } from '../../../platform/api/problem-text.ts';
import { Button } from '../../../ui/button/Button.tsx';
import { AlertBanner } from '../../../ui/feedback/AlertBanner.tsx';
import { TextArea } from '../../../ui/field/TextArea.tsx';
import { TextField } from '../../../ui/field/TextField.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import { openDialog, type OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { CommunityIcon } from '../../../ui/person/CommunityIcon.tsx';
import { updateCommunity } from '../communities.mutations.ts';
import { DeleteCommunityDialog } from './DeleteCommunityDialog.tsx';

/** Name and description of a community, and its end. */
export function CommunitySettingsDialog({
  community,
  isOwner,
  ...dialog
}: OpenedDialogProps & { community: CommunitySnapshot; isOwner: boolean }) {
  const { t } = useTranslation(['chat', 'common']);
  const client = useQueryClient();
  const [name, setName] = useState(community.name);
  const [description, setDescription] = useState(community.description);
  const save = useMutation({
    mutationFn: () =>
      updateCommunity(client, community.id, {
        name: name.trim(),
        description: description.trim(),
      }),
    onSuccess: () => dialog.onOpenChange(false),
  });
  const errors = fieldErrors(save.error);

  return (
    <Dialog
      {...dialog}
      size="md"
      title={t('community.settings')}
      onSubmit={() => name.trim() !== '' && save.mutate()}
      footer={
        <>
          {isOwner && (
            <Button
              variant="danger-quiet"
              className="mr-auto"
              onClick={() =>
                openDialog((props) => createElement(DeleteCommunityDialog, { ...props, community }))
              }
            >
              {t('community.delete')}
            </Button>
          )}
          <Button variant="ghost" onClick={() => dialog.onOpenChange(false)}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabledReason={name.trim() === '' ? t('add.nameFirst') : undefined}
          >
            {t('common:actions.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {save.error && Object.keys(errors).length === 0 && (
          <AlertBanner tone="danger">{problemText(save.error)}</AlertBanner>
        )}
        <div className="flex items-end gap-4">
          <CommunityIcon id={community.id} name={name.trim() || '?'} size={76} />
          <TextField
            className="flex-1"
            label={t('community.name')}
            value={name}
            onValueChange={setName}
            maxLength={limits.communityName.max}
            error={errors['name']}
            autoComplete="off"
          />
        </div>
        <TextArea
          label={t('community.description')}
          hint={t('community.descriptionHint')}
          value={description}
          onValueChange={setDescription}
          maxLength={limits.communityDescription.max}
          error={errors['description']}
        />
      </div>
    </Dialog>
  );
}
