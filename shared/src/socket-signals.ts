import { z } from 'zod';
import type { ClientEvent, ClientPayloads } from './events.ts';
import { Id } from './ids/id.ts';
import { SetPresence } from './presence/presence.ts';

/** The schema each client signal is held against before anything else looks at it. */
export const clientSignals: { [E in ClientEvent]: z.ZodType<ClientPayloads[E]> } = {
  'session.renew': z.strictObject({ token: z.string().min(1).max(4096) }),
  'typing.start': z.strictObject({ channelId: Id }),
  'presence.set': SetPresence,
  'channel.view': z.strictObject({ channelId: Id.nullable() }),
};
