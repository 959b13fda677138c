import { authLogout, authRefresh } from '../../api-client/sdk.gen.ts';
import { useSignal } from '../../ui/signal.ts';
import { configureApi } from '../api/configure-api.ts';
import { browserWorld } from './browser-world.ts';
import { Session } from './session.ts';
import type { SessionState } from './session-state.ts';

/** The session of this page. */
export const session: Session = new Session({
  ...browserWorld((notice) => session.hear(notice)),
  refresh: async () => (await authRefresh({ throwOnError: true })).data,
  logout: async () => {
    await authLogout({ throwOnError: true });
  },
});

configureApi({
  accessToken: () => session.accessToken(),
  replace: (refused) => session.replace(refused),
});

export function useSession(): SessionState {
  return useSignal(session.state);
}
