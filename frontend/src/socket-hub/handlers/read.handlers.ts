import { setRead } from '../../features/home/home-updates.ts';
import type { Handlers } from '../event-handler.ts';
import { updateHome } from './cached.ts';

export const readHandlers: Handlers<'read.updated'> = {
  'read.updated': (state, client) => updateHome(client, (home) => setRead(home, state)),
};
