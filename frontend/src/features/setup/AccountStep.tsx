import type { SubmitEvent } from 'react';
import { limits } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { focusFirstFault } from '../auth/focus-first-fault.ts';
import { useAccountFields } from '../auth/useAccountFields.ts';
import { Button } from '../../ui/button/Button.tsx';
import { PasswordField } from '../../ui/field/PasswordField.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { DoorPage } from '../../ui/layout/DoorPage.tsx';
import type { SetupDraft } from './setup-steps.ts';

interface AccountStepProps {
  overline: string;
  error: unknown;
  draft: SetupDraft;
  onNext: (account: Pick<SetupDraft, 'username' | 'password'>) => void;
}

export function AccountStep({ overline, error, draft, onNext }: AccountStepProps) {
  const { t } = useTranslation(['auth', 'common']);
  const fields = useAccountFields(error, draft);

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const account = fields.check();
    if (account) onNext(account);
    else focusFirstFault(event.currentTarget);
  }

  return (
    <DoorPage
      overline={overline}
      title={t('setup.account.title')}
      subtitle={t('setup.account.subtitle')}
    >
      <form noValidate className="flex flex-col gap-4.5" onSubmit={submit}>
        <TextField
          {...fields.username}
          label={t('field.username')}
          hint={t('field.usernameHint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          required
        />
        <PasswordField
          {...fields.password}
          label={t('field.password')}
          hint={t('field.newPasswordHint', { count: limits.password.min })}
          autoComplete="new-password"
          meter
          forbidden={[fields.username.value]}
          required
        />
        <Button type="submit" variant="primary" size="lg" wide className="mt-1">
          {t('common:actions.continue')}
        </Button>
      </form>
    </DoorPage>
  );
}
