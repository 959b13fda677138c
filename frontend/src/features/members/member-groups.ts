import type { Member } from '@kraken/shared';

/** A line of the member list: a heading with its count, or a person. */
export type MemberRow =
  | { readonly kind: 'head'; readonly key: 'online' | 'offline'; readonly count: number }
  | { readonly kind: 'member'; readonly key: string; readonly member: Member };

/**
 * The people who are here, then the others, by name. `total` is how many the community has: with
 * only a part loaded, those not loaded count as offline until their page says otherwise.
 */
export function memberRows(
  members: readonly Member[],
  total: number,
  locale?: string,
): MemberRow[] {
  const compare = new Intl.Collator(locale, { sensitivity: 'base' }).compare;
  const sorted = [...members].sort((a, b) => compare(a.user.displayName, b.user.displayName));
  const here = sorted.filter(({ presence }) => presence !== 'offline');
  const away = sorted.filter(({ presence }) => presence === 'offline');
  const rowsOf = (list: readonly Member[]): MemberRow[] =>
    list.map((member) => ({ kind: 'member', key: member.user.id, member }));
  const awayCount = Math.max(away.length, total - here.length);
  return [
    ...(here.length > 0
      ? [{ kind: 'head' as const, key: 'online' as const, count: here.length }]
      : []),
    ...rowsOf(here),
    ...(awayCount > 0
      ? [{ kind: 'head' as const, key: 'offline' as const, count: awayCount }]
      : []),
    ...rowsOf(away),
  ];
}
