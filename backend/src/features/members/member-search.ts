import type { User } from '@kraken/shared';

/** Case and accents aside, as people type names. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Whether what was typed begins the username, the display name or a word of it. */
export function matches({ username, displayName }: User, folded: string): boolean {
  if (username.startsWith(folded)) return true;
  const name = fold(displayName);
  return (
    name.startsWith(folded) || name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(folded))
  );
}
