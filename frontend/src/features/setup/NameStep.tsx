import { useState, type SubmitEvent } from 'react';
import { limits } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { fieldErrors, problemText } from '../../platform/api/problem-text.ts';
import { Button } from '../../ui/button/Button.tsx';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import { CommunityIcon } from '../../ui/person/CommunityIcon.tsx';

interface NameStepProps {
  kind: 'instance' | 'community';
  overline: string;
  initial: string;
  error: unknown;
  busy?: boolean;
  onBack: () => void;
  onNext: (name: string) => void;
}

/** One name: of the whole Kraken, or of the first community, which shows its icon while it is typed. */
export function NameStep(props: NameStepProps) {
  const { kind, overline, initial, error, busy = false, onBack, onNext } = props;
  const { t } = useTranslation(['auth', 'common']);
  const [name, setName] = useState(initial);
  const refused = fieldErrors(error)[`${kind}Name`];
  const shown = name.trim() || t(`setup.${kind}.placeholder`);

  function submit(event: SubmitEvent) {
    event.preventDefault();
    onNext(name.trim());
  }

  return (
    <DoorPage
      overline={overline}
      title={t(`setup.${kind}.title`)}
      subtitle={t(`setup.${kind}.subtitle`)}
      picture={
        kind === 'community' && <CommunityIcon id="first" name={shown} size={76} className="mb-4" />
      }
    >
      <form noValidate className="flex flex-col gap-4.5" onSubmit={submit}>
        {Boolean(error) && !refused && (
          <AlertBanner tone="danger">{problemText(error)}</AlertBanner>
        )}
        <TextField
          label={t(`setup.${kind}.field`)}
          placeholder={t(`setup.${kind}.placeholder`)}
          value={name}
          onValueChange={setName}
          error={refused}
          maxLength={limits[`${kind}Name`].max}
          autoComplete="off"
          autoFocus
        />
        {kind === 'community' && (
          <p className="text-sm text-text-3">
            {t('setup.community.comes')}{' '}
            <span className="text-text-2">{t('setup.community.channels')}</span>
          </p>
        )}
        <div className="mt-1 flex gap-2.5">
          <Button size="lg" variant="ghost" onClick={onBack}>
            {t('common:actions.back')}
          </Button>
          <Button type="submit" variant="primary" size="lg" busy={busy} className="flex-1">
            {kind === 'community' ? t('setup.community.submit') : t('common:actions.continue')}
          </Button>
        </div>
      </form>
    </DoorPage>
  );
}
