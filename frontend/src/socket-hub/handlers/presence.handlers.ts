import { memberKeys } from '../../features/members/member-keys.ts';
import { putPresence, type MemberWindow } from '../../features/members/member-updates.ts';
import { presenceKeys } from '../../features/presence/presence-keys.ts';
import type { Handlers } from '../event-handler.ts';
import { updateAllCached } from './cached.ts';

export const presenceHandlers: Handlers<'presence.updated'> = {
  'presence.updated': ({ userId, status }, client) => {
    const key = presenceKeys.of(userId);
    if (client.getQueryData(key) !== status) client.setQueryData(key, status);
    updateAllCached<MemberWindow>(client, memberKeys.all, (window) =>
      putPresence(window, userId, status),
    );
  },
};
