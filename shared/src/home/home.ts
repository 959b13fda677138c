import { z } from 'zod';
import { Community } from '../communities/community.ts';
import { ReadState } from '../reads/read-state.ts';
import { Me } from '../users/user.ts';

/** A visible channel and how far it was read; unread is `lastN - n`. */
export const HomeChannel = ReadState.extend({
  /** Number of the newest message created here; 0 for none. */
  lastN: z.int(),
}).meta({ id: 'HomeChannel' });
export type HomeChannel = z.infer<typeof HomeChannel>;

/** A community on the rail with every visible channel that can hold messages. */
export const HomeCommunity = Community.extend({
  channels: z.array(HomeChannel),
}).meta({ id: 'HomeCommunity' });
export type HomeCommunity = z.infer<typeof HomeCommunity>;

/** All that the shell needs in one answer. Communities stand in the order of joining. */
export const Home = z
  .object({ user: Me, communities: z.array(HomeCommunity) })
  .meta({ id: 'Home' });
export type Home = z.infer<typeof Home>;
