import { setRead } from '../../features/home/home-updates.ts';
import { isMarking } from '../../features/home/reads.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome } from './cached.ts';

export const readHandlers: Handlers<'read.updated'> = {
  'read.updated': (state, client) => {
    // What is painted already must not flicker back to what was true before it.
    if (isMarking(state.channelId)) return;
    updateHome(client, (home) => setRead(home, state));
  },
};
