import { useState, type SubmitEvent } from 'react';
import { limits } from '@kraken/shared';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { authChangePassword } from '../../api-client/sdk.gen.ts';
import { hasCode } from '../../platform/api/api-problem.ts';
import { fieldErrors, problemText } from '../../platform/api/problem-text.ts';
import { Button } from '../../ui/button/Button.tsx';
import { AlertBanner } from '../../ui/feedback/AlertBanner.tsx';
import { PasswordField } from '../../ui/field/PasswordField.tsx';
import { showToast } from '../../ui/toast/show-toast.ts';
import { passwordFault } from '../auth/account-rules.ts';
import { sessionsQueryKey } from './sessions.queries.ts';

/** `names`: what a guesser tries first. */
export function ChangePasswordForm({ names }: { names: readonly string[] }) {
  const { t } = useTranslation(['settings', 'auth']);
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useMutation({
    mutationFn: async () => {
      const body = { currentPassword: current, newPassword: next };
      await authChangePassword({ body, throwOnError: true });
    },
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      setTried(false);
      showToast({
        tone: 'ok',
        title: t('account.password.done'),
        body: t('account.password.doneBody'),
      });
      await client.invalidateQueries({ queryKey: sessionsQueryKey });
    },
  });

  const isWrong = hasCode(change.error, 'wrong-credentials');
  const isFieldFault = isWrong || hasCode(change.error, 'invalid-input');
  const fault = passwordFault(next);
  const isSame = next !== '' && next === current;

  function nextError(): string | undefined {
    if (!tried) return undefined;
    if (fault?.key === 'passwordShort')
      return t('auth:check.passwordShort', { count: fault.count });
    if (fault) return t('auth:check.required');
    if (isSame) return t('account.password.same');
    return fieldErrors(change.error)['newPassword'];
  }

  function submit(event: SubmitEvent) {
    event.preventDefault();
    setTried(true);
    if (current !== '' && !fault && !isSame) change.mutate();
  }

  const missing = tried && current === '' ? t('auth:check.required') : undefined;
  return (
    <form noValidate className="flex max-w-96 flex-col gap-4" onSubmit={submit}>
      {change.error && !isFieldFault && (
        <AlertBanner tone="danger">{problemText(change.error)}</AlertBanner>
      )}
      <PasswordField
        label={t('account.password.current')}
        value={current}
        onValueChange={(value) => {
          setCurrent(value);
          change.reset();
        }}
        error={isWrong ? t('account.password.wrong') : missing}
        autoComplete="current-password"
      />
      <PasswordField
        label={t('account.password.new')}
        hint={t('auth:field.newPasswordHint', { count: limits.password.min })}
        value={next}
        onValueChange={setNext}
        error={nextError()}
        maxLength={limits.password.max}
        autoComplete="new-password"
        meter
        forbidden={names}
      />
      <Button type="submit" variant="primary" busy={change.isPending} className="self-start">
        {t('account.password.submit')}
      </Button>
    </form>
  );
}
