import { type Channel, limits } from '@kraken/shared';
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
import { updateChannel } from '../channels.mutations.ts';
import { DeleteChannelDialog } from './DeleteChannelDialog.tsx';

/** Name and topic of a channel, or the name of a category. */
export function EditChannelDialog({
  channel,
  ...dialog
}: OpenedDialogProps & { channel: Channel }) {
  const { t } = useTranslation(['chat', 'common']);
  const client = useQueryClient();
  const isCategory = channel.type === 'category';
  const [name, setName] = useState(channel.name);
  const [topic, setTopic] = useState(channel.topic);
  const save = useMutation({
    mutationFn: () =>
      updateChannel(client, channel.id, {
        name: name.trim(),
        // A topic is one line: what was broken on the way in becomes a space.
        ...(!isCategory && { topic: topic.replace(/\s*\n\s*/g, ' ').trim() }),
      }),
    onSuccess: () => dialog.onOpenChange(false),
  });
  const errors = fieldErrors(save.error);
  const hasFieldError = errors['name'] !== undefined || errors['topic'] !== undefined;

  return (
    <Dialog
      {...dialog}
      size="md"
      title={isCategory ? t('category.edit') : t('channel.editTitle', { name: channel.name })}
      onSubmit={() => name.trim() !== '' && save.mutate()}
      footer={
        <>
          <Button
            variant="danger-quiet"
            className="mr-auto"
            onClick={() =>
              openDialog((props) => createElement(DeleteChannelDialog, { ...props, channel }))
            }
          >
            {isCategory ? t('category.delete') : t('channel.delete')}
          </Button>
          <Button variant="ghost" onClick={() => dialog.onOpenChange(false)}>
            {t('common:actions.cancel')}
          </Button>
          <Button
            type="submit"
            variant="primary"
            busy={save.isPending}
            disabledReason={name.trim() === '' ? t('channel.nameFirst') : undefined}
          >
            {t('common:actions.save')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {save.error && !hasFieldError && (
          <AlertBanner tone="danger">{problemText(save.error)}</AlertBanner>
        )}
        <TextField
          label={isCategory ? t('category.name') : t('channel.name')}
          value={name}
          onValueChange={setName}
          maxLength={limits.channelName.max}
          error={errors['name']}
          autoComplete="off"
        />
        {!isCategory && (
          <TextArea
            label={t('channel.topic')}
            hint={t('channel.topicHint')}
            value={topic}
            onValueChange={setTopic}
            maxLength={limits.channelTopic.max}
            error={errors['topic']}
          />
        )}
      </div>
    </Dialog>
  );
}
