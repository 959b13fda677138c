import { memberKeys } from '../../features/members/member-keys.ts';
import { putUser, type MemberWindow } from '../../features/members/member-updates.ts';
import { putUsers, sameUser } from '../../features/users/users-cache.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome } from './cached.ts';

export const userHandlers: Handlers<'user.updated'> = {
  'user.updated': (user, client) => {
    putUsers(client, [user]);
    updateHome(client, (home) =>
      home.user.id === user.id && !sameUser(home.user, user)
        ? { ...home, user: { ...home.user, ...user } }
        : home,
    );
    client.setQueriesData<MemberWindow>({ queryKey: memberKeys.all }, (window) =>
      window ? putUser(window, user) : window,
    );
  },
};
