import i18next from 'i18next';
import { ApiProblem, NetworkFailure } from './api-problem.ts';

/** What went wrong and what to do, as a sentence for people. */
export function problemText(error: unknown): string {
  if (error instanceof NetworkFailure) return i18next.t('common:problem.network');
  if (!(error instanceof ApiProblem)) return i18next.t('common:problem.unknown');
  const { code, title, detail, retryAfter, requestId } = error.problem;
  if (code === 'rate-limited' && retryAfter !== undefined) {
    return i18next.t('common:problem.retryAfter', { count: Math.ceil(retryAfter) });
  }
  if (code === 'internal-error' && requestId) {
    return `${i18next.t('common:problem.unknown')} ${i18next.t('common:problem.reference', { id: requestId })}`;
  }
  return detail ?? title;
}

/** The server's word on single fields of a form: path → message. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiProblem)) return {};
  const entries = error.problem.errors ?? [];
  return Object.fromEntries(entries.map(({ path, message }) => [path, message]));
}
