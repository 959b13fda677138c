import { limits } from '@kraken/shared';

/** The keys of `check` in the texts, with what they need. */
export type AccountFault =
  | { key: 'required' }
  | { key: 'usernameShort'; count: number }
  | { key: 'usernameShape' }
  | { key: 'passwordShort'; count: number };

const SHAPE = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;

/** As the server folds it, so that the check and the preview agree with what is stored. */
export function foldUsername(username: string): string {
  return username.trim().toLowerCase();
}

/** What the server would say of it, said before asking. */
export function usernameFault(username: string): AccountFault | undefined {
  const folded = foldUsername(username);
  if (folded === '') return { key: 'required' };
  if (!SHAPE.test(folded)) return { key: 'usernameShape' };
  if (folded.length < limits.username.min) {
    return { key: 'usernameShort', count: limits.username.min };
  }
  return undefined;
}

export function passwordFault(password: string): AccountFault | undefined {
  if (password === '') return { key: 'required' };
  if (password.length < limits.password.min) {
    return { key: 'passwordShort', count: limits.password.min };
  }
  return undefined;
}
