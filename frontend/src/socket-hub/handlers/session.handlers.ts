import { sessionKeys } from '../session-keys.ts';
import type { Handlers } from '../event-handler.ts';
import { resync } from '../resync.ts';

export const sessionHandlers: Handlers<'session.ready' | 'session.revoked'> = {
  // From here on events arrive again; what happened before is asked for.
  'session.ready': (_session, client) => resync(client),
  'session.revoked': ({ reason }, client) => {
    client.setQueryData(sessionKeys.ended, reason);
  },
};
