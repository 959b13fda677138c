/** The shell's one answer: me, my communities, how far I have read. */
export const homeKeys = { all: ['home'] as const };

/** Events keep it true; a reconnect asks again. */
export const HOME_STALE_MS = Infinity;
