import { useState, type SubmitEvent } from 'react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authLogin } from '../../api-client/sdk.gen.ts';
import { hasCode } from '../../platform/api/api-problem.ts';
import { problemText } from '../../platform/api/problem-text.ts';
import { session } from '../../platform/session/this-session.ts';
import { Button } from '../../ui/button/Button.tsx';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { PasswordField } from '../../ui/field/PasswordField.tsx';
import { TextField } from '../../ui/field/TextField.tsx';
import { focusFirstFault } from './focus-first-fault.ts';

interface LoginFormProps {
  submitLabel: string;
  /** After the account is proven and before the page turns to the signed-in side. */
  onDone?: () => void;
}

export function LoginForm({ submitLabel, onDone }: LoginFormProps) {
  const { t } = useTranslation('auth');
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const login = useMutation({
    mutationFn: async () => {
      const body = { username: username.trim().toLowerCase(), password };
      return (await authLogin({ body, throwOnError: true })).data;
    },
    onSuccess: (signedIn) => {
      onDone?.();
      session.accept(signedIn);
    },
  });
  const isWrong = hasCode(login.error, 'wrong-credentials', 'invalid-input');
  const needed = (value: string) =>
    tried && value.trim() === '' ? t('check.required') : undefined;

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    if (username.trim() === '' || password === '') focusFirstFault(event.currentTarget);
    else login.mutate();
  }

  return (
    <form noValidate className="flex flex-col gap-4.5" onSubmit={submit}>
      {login.error && (
        <AlertBanner tone="danger">
          {isWrong ? t('login.wrong') : problemText(login.error)}
        </AlertBanner>
      )}
      <TextField
        label={t('field.username')}
        value={username}
        onValueChange={setUsername}
        error={needed(username)}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        required
      />
      <PasswordField
        label={t('field.password')}
        value={password}
        onValueChange={setPassword}
        error={needed(password)}
        autoComplete="current-password"
        required
      />
      <Button
        type="submit"
        variant="primary"
        size="lg"
        wide
        busy={login.isPending}
        className="mt-1"
      >
        {submitLabel}
      </Button>
    </form>
  );
}
