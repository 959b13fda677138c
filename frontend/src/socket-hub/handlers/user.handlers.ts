import type { Me, User } from '@kraken/shared';
import { memberKeys } from '../../features/members/member-keys.ts';
import { putUser, type MemberWindow } from '../../features/members/member-updates.ts';
import { publicPart, putUsers, sameUser } from '../../features/users/users-cache.ts';
import type { Handlers } from '../event-handler.ts';
import { updateAllCached, updateHome } from './cached.ts';

export const userHandlers: Handlers<'user.updated'> = {
  'user.updated': (user, client) => {
    const visible = publicPart(user);
    putUsers(client, [visible]);
    updateHome(client, (home) => {
      if (home.user.id !== user.id || sameSelf(home.user, user)) return home;
      return { ...home, user: { ...home.user, ...user } };
    });
    updateAllCached<MemberWindow>(client, memberKeys.all, (window) => putUser(window, visible));
  },
};

/** Only the copy for one's own devices tells of settings and rights. */
function sameSelf(known: Me, told: Me | User): boolean {
  const { settings, rights } = { ...known, ...told };
  return (
    sameUser(known, told) &&
    JSON.stringify([settings, rights]) === JSON.stringify([known.settings, known.rights])
  );
}
