/** Keys of who is here; fed by member lists and events, never fetched by themselves. */
export const presenceKeys = {
  all: ['presence'] as const,
  of: (userId: string) => ['presence', userId] as const,
};
