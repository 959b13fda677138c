import type { CustomStatus, Me, UpdateMe, User } from '@kraken/shared';
import type { StoredStatus, UserChanges, UserDocument } from './users.repository.ts';

/** What anyone who may know of the person sees. */
export function toUser(document: UserDocument): User {
  return {
    id: document._id.toHexString(),
    username: document.username,
    displayName: document.displayName,
    pronouns: document.pronouns,
    bio: document.bio,
    customStatus: toStatus(document.customStatus),
    createdAt: document.createdAt.toISOString(),
  };
}

export function toMe(document: UserDocument): Me {
  return { ...toUser(document), rights: document.rights, settings: document.settings };
}

/** Exactly the fields that were given, as they are stored. */
export function toChanges({ customStatus, settings, ...texts }: UpdateMe): UserChanges {
  const changes: UserChanges = given(texts);
  if (customStatus !== undefined) changes.customStatus = toStoredStatus(customStatus);
  if (settings !== undefined) changes.settings = given(settings);
  return changes;
}

/** A status that ran out is not there any more, whether or not anyone has removed it. */
function toStatus(status: StoredStatus | null): CustomStatus | null {
  if (!status) return null;
  if (!status.expiresAt) return { text: status.text };
  if (status.expiresAt.getTime() <= Date.now()) return null;
  return { text: status.text, expiresAt: status.expiresAt.toISOString() };
}

function toStoredStatus(status: CustomStatus | null): StoredStatus | null {
  if (!status) return null;
  if (!status.expiresAt) return { text: status.text };
  return { text: status.text, expiresAt: new Date(status.expiresAt) };
}

/** The same object without the keys that are present but undefined. */
function given<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
