/** Keys of people by id: names for authors, mentions and typing lines. */
export const userKeys = {
  all: ['users'] as const,
  detail: (userId: string) => ['users', userId] as const,
};

/** `user.updated` keeps a known person true. */
export const USER_STALE_MS = Infinity;

/** People stay known as long as the tab lives: they are small. */
export const USER_KEEP_MS = Infinity;
