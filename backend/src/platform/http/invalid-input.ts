import { Refusal } from '../refusal.ts';

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

/** Enough to mend a form; a hostile body does not get its thousand faults repeated. */
const shownIssues = 20;

/** The refusal for input that does not fit its schema. */
export function invalidInput(issues: readonly Issue[]): Refusal {
  return new Refusal('invalid-input', {
    errors: issues.slice(0, shownIssues).map(({ path, message }) => ({
      path: (path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.')
        .slice(0, 200),
      message: message.slice(0, 200).toWellFormed(),
    })),
  });
}
