import { useState, type SubmitEvent } from 'react';
import { limits } from '@kraken/shared';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authRegister } from '../../api-client/sdk.gen.ts';
import { hasCode } from '../../platform/api/api-problem.ts';
import { fieldErrors, problemText } from '../../platform/api/problem-text.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button } from '../../ui/button/Button.tsx';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { PasswordField } from '../../ui/field/PasswordField.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { focusFirstFault } from './focus-first-fault.ts';
import { useAccountFields } from './useAccountFields.ts';

interface RegisterFormProps {
  submitLabel: string;
  inviteCode?: string;
  /** Before the page turns to the signed-in side. */
  onDone?: () => void;
}

/** A new account; with an invite code it also joins the community. */
export function RegisterForm({ submitLabel, inviteCode, onDone }: RegisterFormProps) {
  const { t } = useTranslation('auth');
  const [displayName, setDisplayName] = useState('');
  const register = useMutation({
    mutationFn: async (account: { username: string; password: string }) => {
      const name = displayName.trim();
      const { data } = await authRegister({
        body: { ...account, ...(name && { displayName: name }), ...(inviteCode && { inviteCode }) },
        throwOnError: true,
      });
      return data;
    },
    onSuccess: (signedIn) => {
      onDone?.();
      session.accept(signedIn);
    },
  });
  const fields = useAccountFields(register.error);
  const server = fieldErrors(register.error);
  const isFieldFault = hasCode(register.error, 'username-taken', 'invalid-input');

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    const account = fields.check();
    if (account) register.mutate(account);
    else focusFirstFault(event.currentTarget);
  }

  return (
    <form noValidate className="flex flex-col gap-4.5" onSubmit={submit}>
      {register.error && !isFieldFault && (
        <AlertBanner tone="danger">{problemText(register.error)}</AlertBanner>
      )}
      <TextField
        label={t('field.displayName')}
        value={displayName}
        onValueChange={setDisplayName}
        error={server['displayName']}
        maxLength={limits.displayName.max}
        autoComplete="nickname"
        autoFocus
      />
      <TextField
        {...fields.username}
        label={t('field.username')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        {...fields.password}
        label={t('field.password')}
        autoComplete="new-password"
        meter
        forbidden={[fields.username.value, displayName]}
        required
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        wide
        busy={register.isPending}
        className="mt-1"
      >
        {submitLabel}
      </Button>
    </form>
  );
}
