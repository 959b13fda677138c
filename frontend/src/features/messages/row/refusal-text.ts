import type { Problem } from '@kraken/shared';
import type { TFunction } from 'i18next';

/** Why a message was not taken, and what the writer can do. */
export function refusalText(problem: Problem | undefined, t: TFunction<'chat'>): string {
  switch (problem?.code) {
    case 'forbidden':
      return t('refused.forbidden');
    case 'not-found':
      return t('refused.gone');
    case 'invalid-input':
      return problem.errors?.[0]
        ? t('refused.invalid', { reason: problem.errors[0].message })
        : problem.title;
    case undefined:
      return t('refused.unknown');
    default:
      return problem?.detail ?? problem?.title ?? t('refused.unknown');
  }
}
