import { limits } from '@kraken/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Compass, Plus, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../../paths.ts';
import { communityPath } from '../../channels/paths.ts';
import { problemText } from '../../../platform/api/problem-text.ts';
import { Button } from '../../../ui/button/Button.tsx';
import { TextField } from '../../../ui/field/TextField.tsx';
import { Dialog } from '../../../ui/overlay/Dialog.tsx';
import type { OpenedDialogProps } from '../../../ui/overlay/open-dialog.ts';
import { CommunityIcon } from '../../../ui/person/CommunityIcon.tsx';
import { createCommunity } from '../communities.mutations.ts';
import { inviteCodeOf } from '../invite-code.ts';

export type AddStep = 'choose' | 'create' | 'join';

/** The way to another community: found one, or follow an invite. */
export function AddCommunityDialog({
  step: first,
  ...dialog
}: OpenedDialogProps & { step: AddStep }) {
  const [step, setStep] = useState(first);
  if (step === 'create') return <Create {...dialog} />;
  if (step === 'join') return <Join {...dialog} />;
  return <Choose {...dialog} onChoose={setStep} />;
}

function Choose({
  onChoose,
  ...dialog
}: OpenedDialogProps & { onChoose: (step: AddStep) => void }) {
  const { t } = useTranslation('chat');
  return (
    <Dialog {...dialog} title={t('add.title')} description={t('add.body')}>
      <div className="flex flex-col gap-2.5">
        <Choice
          icon={Plus}
          title={t('add.create')}
          body={t('add.createBody')}
          onClick={() => onChoose('create')}
        />
        <Choice
          icon={Compass}
          title={t('add.join')}
          body={t('add.joinBody')}
          onClick={() => onChoose('join')}
        />
      </div>
    </Dialog>
  );
}

interface ChoiceProps {
  icon: LucideIcon;
  title: string;
  body: string;
  onClick: () => void;
}

function Choice({ icon: Icon, title, body, onClick }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="flex items-center gap-4 rounded-lg border border-line bg-bg-3 p-4 text-left transition-colors hover:border-line-2 hover:bg-bg-4"
    >
      <span className="grid size-11 shrink-0 place-items-center rounded-lg bg-tint text-accent">
        <Icon size={22} strokeWidth={1.9} aria-hidden />
      </span>
      <span>
        <span className="block font-[650]">{title}</span>
        <span className="block text-sm text-text-2">{body}</span>
      </span>
    </button>
  );
}

function Create(dialog: OpenedDialogProps) {
  const { t } = useTranslation('chat');
  const client = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const create = useMutation({
    mutationFn: () => createCommunity(client, { name: name.trim() }),
    onSuccess: ({ id }) => {
      dialog.onOpenChange(false);
      void navigate(communityPath(id));
    },
  });
  return (
    <Dialog
      {...dialog}
      title={t('add.create')}
      description={t('add.nameBody')}
      onSubmit={() => name.trim() !== '' && create.mutate()}
      footer={
        <Button
          type="submit"
          variant="primary"
          wide
          busy={create.isPending}
          disabledReason={name.trim() === '' ? t('add.nameFirst') : undefined}
        >
          {t('add.createButton')}
        </Button>
      }
    >
      <div className="flex flex-col items-center gap-5">
        <CommunityIcon id={name.trim() || 'new'} name={name.trim() || '?'} size={76} />
        <TextField
          className="w-full"
          label={t('community.name')}
          placeholder={t('add.namePlaceholder')}
          value={name}
          onValueChange={setName}
          maxLength={limits.communityName.max}
          error={create.error ? problemText(create.error) : undefined}
          autoComplete="off"
        />
      </div>
    </Dialog>
  );
}

function Join(dialog: OpenedDialogProps) {
  const { t } = useTranslation('chat');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);

  function go(): void {
    const code = inviteCodeOf(text);
    if (code === null) {
      setWrong(true);
      return;
    }
    dialog.onOpenChange(false);
    void navigate(paths.invite(code));
  }

  return (
    <Dialog
      {...dialog}
      title={t('add.join')}
      description={t('add.linkBody')}
      onSubmit={go}
      footer={
        <Button type="submit" variant="primary" wide>
          {t('add.joinButton')}
        </Button>
      }
    >
      <TextField
        label={t('add.link')}
        placeholder={`${location.origin}${paths.invite('h4rb0urL')}`}
        value={text}
        onValueChange={(value) => {
          setText(value);
          setWrong(false);
        }}
        error={isWrong ? t('add.linkWrong') : undefined}
        autoComplete="off"
        spellCheck={false}
      />
    </Dialog>
  );
}
