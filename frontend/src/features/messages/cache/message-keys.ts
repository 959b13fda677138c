/** Keys of everything that is cached about messages. */
export const messageKeys = {
  all: ['messages'] as const,
  window: (channelId: string) => ['messages', channelId] as const,
};

/** A window is kept true by events; only one known to be behind is asked for again. */
export const WINDOW_STALE_MS = Infinity;

/** How long a channel that nobody looks at stays ready to be shown at once. */
export const WINDOW_KEEP_MS = 30 * 60_000;
