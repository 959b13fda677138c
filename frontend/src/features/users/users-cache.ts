import type { Me, User } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { userKeys } from './user-keys.ts';

/** Remembers people that came with a page, a member list or an event. */
export function putUsers(client: QueryClient, users: readonly User[]): void {
  for (const user of users) {
    client.setQueryData<User>(userKeys.detail(user.id), (known) =>
      known && sameUser(known, user) ? known : user,
    );
  }
}

/** What others may know of a person, whoever tells it. */
export function publicPart(person: User | Me): User {
  if (!('settings' in person)) return person;
  const { rights: _rights, settings: _settings, ...user } = person;
  return user;
}

/** Whether two states of a person show the same. */
export function sameUser(a: User, b: User): boolean {
  return (
    a === b ||
    (a.displayName === b.displayName &&
      a.username === b.username &&
      a.pronouns === b.pronouns &&
      a.bio === b.bio &&
      a.customStatus?.text === b.customStatus?.text &&
      a.customStatus?.expiresAt === b.customStatus?.expiresAt)
  );
}
