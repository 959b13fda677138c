import { useState } from 'react';
import { limits } from '@kraken/shared';
import { useTranslation } from 'react-i18next';
import { hasCode } from '../../platform/api/api-problem.ts';
import { fieldErrors } from '../../platform/api/problem-text.ts';
import { foldUsername, passwordFault, usernameFault, type AccountFault } from './account-rules.ts';

/** State of the fields of a new account: what is typed, and what is wrong once it was tried to send. */
export function useAccountFields(refusal: unknown, initial = { username: '', password: '' }) {
  const { t } = useTranslation('auth');
  const [username, setUsername] = useState(initial.username);
  const [password, setPassword] = useState(initial.password);
  const [tried, setTried] = useState(false);
  const [sent, setSent] = useState(initial.username);

  function say(fault: AccountFault | undefined): string | undefined {
    if (!tried || !fault) return undefined;
    switch (fault.key) {
      case 'required':
      case 'usernameShape':
        return t(`check.${fault.key}`);
      case 'usernameShort':
      case 'passwordShort':
        return t(`check.${fault.key}`, { count: fault.count });
    }
  }

  const faults = { username: usernameFault(username), password: passwordFault(password) };
  const server = fieldErrors(refusal);
  const folded = foldUsername(username);
  const taken = hasCode(refusal, 'username-taken') && sent === folded;

  return {
    username: {
      value: username,
      onValueChange: setUsername,
      error: taken ? t('check.usernameTaken') : (say(faults.username) ?? server['username']),
      maxLength: limits.username.max,
    },
    password: {
      value: password,
      onValueChange: setPassword,
      error: say(faults.password) ?? server['password'],
      maxLength: limits.password.max,
    },
    /** The values to send, or nothing while something is wrong; from now on faults are shown. */
    check(): { username: string; password: string } | undefined {
      setTried(true);
      if (faults.username || faults.password) return undefined;
      setSent(folded);
      return { username: folded, password };
    },
  };
}
