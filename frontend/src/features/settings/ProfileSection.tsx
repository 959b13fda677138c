import { useState } from 'react';
import { limits, type Me } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { fieldErrors, problemText } from '../../platform/api/problem-text.ts';
import { TextArea } from '../../ui/field/TextArea.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { UnsavedChangesBar } from '../../ui/layout/UnsavedChangesBar.tsx';
import { useMe, useUpdateMe } from '../users/me.queries.ts';
import { changeOf, draftOf, statusOf } from '../users/profile-draft.ts';
import { ProfileCard } from '../users/ProfileCard.tsx';
import { StatusFields } from '../users/StatusFields.tsx';

export function ProfileSection() {
  const me = useMe();
  return me ? <ProfileForm key={me.id} me={me} /> : null;
}

function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation('settings');
  const [draft, setDraft] = useState(() => draftOf(me));
  const update = useUpdateMe();
  const change = changeOf(draft, me);
  const faults = fieldErrors(update.error);
  const set = (part: Partial<typeof draft>) => setDraft((current) => ({ ...current, ...part }));

  return (
    <>
      <div className="flex flex-col-reverse gap-8 lg:flex-row">
        <div className="flex min-w-0 flex-1 flex-col gap-5">
          <TextField
            label={t('profile.displayName')}
            hint={t('profile.displayNameHint')}
            value={draft.displayName}
            onValueChange={(displayName) => set({ displayName })}
            error={faults['displayName']}
            maxLength={limits.displayName.max}
            autoComplete="nickname"
          />
          <TextField
            label={t('profile.pronouns')}
            value={draft.pronouns}
            onValueChange={(pronouns) => set({ pronouns })}
            error={faults['pronouns']}
            maxLength={limits.pronouns.max}
            autoComplete="off"
          />
          <StatusFields
            text={draft.statusText}
            expiry={draft.expiry}
            hasExpiry={me.customStatus?.expiresAt !== undefined}
            error={faults['customStatus.text'] ?? faults['customStatus.expiresAt']}
            onTextChange={(statusText) => set({ statusText })}
            onExpiryChange={(expiry) => set({ expiry })}
          />
          <TextArea
            label={t('profile.bio')}
            hint={t('profile.bioHint')}
            value={draft.bio}
            onValueChange={(bio) => set({ bio })}
            error={faults['bio']}
            maxLength={limits.bio.max}
          />
        </div>
        <section aria-label={t('profile.preview')} className="w-full lg:w-72">
          <p className="mb-1.5 text-sm font-[620] text-text-2">{t('profile.preview')}</p>
          <div className="overflow-hidden rounded-2xl border border-line bg-float">
            <ProfileCard
              user={{
                ...me,
                displayName: draft.displayName.trim() || me.username,
                pronouns: draft.pronouns.trim(),
                bio: draft.bio.trim(),
                customStatus: statusOf(draft, me),
              }}
            />
          </div>
        </section>
      </div>
      <UnsavedChangesBar
        dirty={change !== undefined}
        busy={update.isPending}
        error={errorLine(update.error, faults)}
        onReset={() => {
          setDraft(draftOf(me));
          update.reset();
        }}
        onSave={() =>
          change && update.mutate(change, { onSuccess: (saved) => setDraft(draftOf(saved)) })
        }
      />
    </>
  );
}

/** Faults of single fields stand beside them; everything else is said in the bar. */
function errorLine(
  error: Error | null,
  faults: Readonly<Record<string, string>>,
): string | undefined {
  return error && Object.keys(faults).length === 0 ? problemText(error) : undefined;
}
