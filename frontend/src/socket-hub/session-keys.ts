/** Why the server ended this session, once it has. */
export const sessionKeys = { ended: ['session', 'ended'] as const };
