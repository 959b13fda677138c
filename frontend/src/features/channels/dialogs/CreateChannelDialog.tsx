import { type ChannelType, limits } from '@kraken/shared';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { channelPath } from '../paths.ts';
import { fieldErrors, problemText } from '../../../platform/api/problem-text.ts';
import { Button } from '../../../ui/button/Button.tsx';
import { cx } from '../../../ui/cx.ts';
import { AlertBanner } from '../../../ui/feedback/AlertBanner.tsx';
import { Select } from '../../../ui/field/Select.tsx';
import { TextField } from '../../../ui/field/TextField.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { snapshotQuery } from '../../communities/communities.queries.ts';
import { ChannelIcon } from '../ChannelIcon.tsx';
import { holdsMessages } from '../channel-types.ts';
import { createChannel } from '../channels.mutations.ts';

const KINDS = ['text', 'announcement', 'voice'] as const satisfies readonly ChannelType[];
const TOP = 'top';

interface CreateChannelDialogProps extends OpenedDialogProps {
  communityId: string;
  parentId: string | null;
}

/** A new channel: its kind, its name, where it stands. */
export function CreateChannelDialog({
  communityId,
  parentId,
  ...dialog
}: CreateChannelDialogProps) {
  const { t } = useTranslation(['chat', 'common']);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data: snapshot } = useQuery({ ...snapshotQuery(communityId), enabled: false });
  const [type, setType] = useState<ChannelType>('text');
  const [name, setName] = useState('');
  const [parent, setParent] = useState(parentId ?? TOP);
  const create = useMutation({
    mutationFn: () =>
      createChannel(client, communityId, {
        name: name.trim(),
        type,
        parentId: parent === TOP ? null : parent,
      }),
    onSuccess: (channel) => {
      dialog.onOpenChange(false);
      if (holdsMessages(channel)) void navigate(channelPath(communityId, channel.id));
    },
  });
  const errors = fieldErrors(create.error);
  const categories = (snapshot?.channels ?? []).filter((channel) => channel.type === 'category');

  return (
    <Dialog
      {...dialog}
      size="md"
      title={t('channel.create')}
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
            {t('channel.create')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        {create.error && !errors['name'] && (
          <AlertBanner tone="danger">{problemText(create.error)}</AlertBanner>
        )}
        <TextField
          label={t('channel.name')}
          placeholder={t('channel.namePlaceholder')}
          value={name}
          onValueChange={setName}
          maxLength={limits.channelName.max}
          error={errors['name']}
          autoComplete="off"
        />
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1.5 text-sm font-[620] text-text-2">{t('channel.kind')}</legend>
          {KINDS.map((kind) => (
            <KindChoice
              key={kind}
              kind={kind}
              isChosen={kind === type}
              onChoose={() => setType(kind)}
            />
          ))}
        </fieldset>
        {categories.length > 0 && (
          <Select
            label={t('category.label')}
            options={[
              { value: TOP, label: t('category.none') },
              ...categories.map(({ id, name: label }) => ({ value: id, label })),
            ]}
            value={parent}
            onValueChange={setParent}
          />
        )}
      </div>
    </Dialog>
  );
}

interface KindChoiceProps {
  kind: (typeof KINDS)[number];
  isChosen: boolean;
  onChoose: () => void;
}

function KindChoice({ kind, isChosen, onChoose }: KindChoiceProps) {
  const { t } = useTranslation('chat');
  return (
    <label
      className={cx(
        'flex cursor-pointer items-center gap-3.5 rounded-lg border p-3 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        isChosen ? 'border-accent bg-tint' : 'border-line bg-bg-3 hover:border-line-2',
      )}
    >
      <input type="radio" name="kind" className="sr-only" checked={isChosen} onChange={onChoose} />
      <ChannelIcon type={kind} size={22} className={isChosen ? 'text-accent' : 'text-text-3'} />
      <span>
        <span className="block font-[620]">{t(`kind.${kind}.name`)}</span>
        <span className="block text-sm text-text-2">{t(`kind.${kind}.body`)}</span>
      </span>
    </label>
  );
}
