import { useState } from 'react';
import { limits, type Instance } from '@kraken/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { instanceUpdate } from '../../api-client/sdk.gen.ts';
import type { UpdateInstance } from '../../api-client/types.gen.ts';
import { fieldErrors, problemText } from '../../platform/api/problem-text.ts';
import { Badge } from '../../ui/feedback/Badge.tsx';
import { ErrorState } from '../../ui/feedback/ErrorState.tsx';
import { SkeletonRows } from '../../ui/feedback/Skeleton.tsx';
import { ChoiceCards } from '../../ui/field/ChoiceCards.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { SettingsBlock } from '../../ui/layout/SettingsBlock.tsx';
import { UnsavedChangesBar } from '../../ui/layout/UnsavedChangesBar.tsx';
import { instanceKeys, useInstance } from './instance.queries.ts';

const MODES = ['open', 'invite', 'closed'] as const;

/** Name and registration of the whole instance, for those who manage it. */
export function InstanceSettings() {
  const { t } = useTranslation('common');
  const { data: instance, error, refetch } = useInstance();
  if (instance) return <InstanceForm instance={instance} />;
  if (!error) return <SkeletonRows count={4} />;
  return (
    <ErrorState
      title={t('unreachable.title')}
      reason={problemText(error)}
      onRetry={() => void refetch()}
    />
  );
}

function InstanceForm({ instance }: { instance: Instance }) {
  const { t } = useTranslation('settings');
  const client = useQueryClient();
  const [draft, setDraft] = useState<UpdateInstance>({});
  const update = useMutation({
    mutationFn: async (body: UpdateInstance) =>
      (await instanceUpdate({ body, throwOnError: true })).data,
    onSuccess: (saved) => {
      client.setQueryData(instanceKeys.all, saved);
      setDraft({});
    },
  });
  const { name = instance.name, registration = instance.registration } = draft;
  const isDirty = name.trim() !== instance.name || registration !== instance.registration;
  const { name: nameFault } = fieldErrors(update.error);

  return (
    <>
      <SettingsBlock>
        <TextField
          label={t('instance.name')}
          hint={t('instance.nameHint')}
          value={name}
          onValueChange={(value) => setDraft({ ...draft, name: value })}
          error={nameFault}
          maxLength={limits.instanceName.max}
          autoComplete="off"
        />
      </SettingsBlock>
      <SettingsBlock>
        <ChoiceCards
          label={t('instance.registration')}
          value={registration}
          onValueChange={(value) => setDraft({ ...draft, registration: value })}
          choices={MODES.map((value) => ({
            value,
            label: t(`instance.modes.${value}`),
            hint: t(`instance.modeHints.${value}`),
          }))}
        />
      </SettingsBlock>
      <InstanceFacts instance={instance} />
      <UnsavedChangesBar
        dirty={isDirty}
        busy={update.isPending}
        error={update.error && !nameFault ? problemText(update.error) : undefined}
        onReset={() => setDraft({})}
        onSave={() => update.mutate({ name: name.trim(), registration })}
      />
    </>
  );
}

function InstanceFacts({ instance: { version, voice } }: { instance: Instance }) {
  const { t } = useTranslation('settings');
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 border-t border-line pt-6 text-base">
      <dt className="text-text-3">{t('instance.version')}</dt>
      <dd className="tabular">{version}</dd>
      <dt className="text-text-3">{t('instance.voice')}</dt>
      <dd>
        <Badge tone={voice.status === 'ready' ? 'accent' : 'quiet'}>
          {t(`instance.voiceStatus.${voice.status}`)}
        </Badge>
        {voice.reason && <span className="mt-1 block text-sm text-text-3">{voice.reason}</span>}
      </dd>
    </dl>
  );
}
