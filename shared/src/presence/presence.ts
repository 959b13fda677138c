import { z } from 'zod';
import { Id } from '../ids/id.ts';

/** What others see. A person who is invisible looks offline. */
export const PresenceStatus = z
  .enum(['online', 'idle', 'dnd', 'offline'])
  .meta({ id: 'PresenceStatus' });
export type PresenceStatus = z.infer<typeof PresenceStatus>;

export const Presence = z.object({ userId: Id, status: PresenceStatus }).meta({ id: 'Presence' });
export type Presence = z.infer<typeof Presence>;

/** What a device may say of its person. */
export const SetPresence = z.strictObject({
  status: z.enum(['online', 'idle', 'dnd', 'invisible']),
});
export type SetPresence = z.infer<typeof SetPresence>;
