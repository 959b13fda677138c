import type { Member, MemberList, PresenceStatus, User } from '@kraken/shared';
import { sameUser } from '../users/users-cache.ts';

/** The loaded beginning of a community's member list, ascending by user id. */
export interface MemberWindow {
  readonly items: readonly Member[];
  /** Cursor of the next page; absent when all are loaded. */
  readonly next?: string;
}

export function addMemberPage(window: MemberWindow | undefined, page: MemberList): MemberWindow {
  const known = window?.items ?? [];
  const fresh = new Set(page.items.map(({ user }) => user.id));
  const items = [...known.filter(({ user }) => !fresh.has(user.id)), ...page.items].sort((a, b) =>
    a.user.id < b.user.id ? -1 : 1,
  );
  return page.next === undefined ? { items } : { items, next: page.next };
}

/** Adds or replaces a member; one beyond the loaded beginning comes with its own page later. */
export function putMember(window: MemberWindow, member: Member): MemberWindow {
  const at = window.items.findIndex(({ user }) => user.id === member.user.id);
  const known = window.items[at];
  if (known && known.presence === member.presence && sameUser(known.user, member.user)) {
    return window;
  }
  if (known) return { ...window, items: window.items.with(at, member) };
  if (window.next !== undefined && member.user.id > window.next) return window;
  const place = window.items.findIndex(({ user }) => user.id > member.user.id);
  return {
    ...window,
    items: window.items.toSpliced(place < 0 ? window.items.length : place, 0, member),
  };
}

export function dropMember(window: MemberWindow, userId: string): MemberWindow {
  const items = window.items.filter(({ user }) => user.id !== userId);
  return items.length === window.items.length ? window : { ...window, items };
}

/** Renews a person's profile where the list holds them. */
export function putUser(window: MemberWindow, user: User): MemberWindow {
  const at = window.items.findIndex((member) => member.user.id === user.id);
  const known = window.items[at];
  if (!known || sameUser(known.user, user)) return window;
  return { ...window, items: window.items.with(at, { ...known, user }) };
}

/** Renews what a person shows of themselves; same reference when nothing changed. */
export function putPresence(
  window: MemberWindow,
  userId: string,
  presence: PresenceStatus,
): MemberWindow {
  const at = window.items.findIndex(({ user }) => user.id === userId);
  const known = window.items[at];
  if (!known || known.presence === presence) return window;
  return { ...window, items: window.items.with(at, { ...known, presence }) };
}
