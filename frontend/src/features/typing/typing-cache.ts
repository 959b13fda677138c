import { limits } from '@kraken/shared';

export const typingKeys = { channel: (channelId: string) => ['typing', channelId] as const };

/** Who types in a channel, with the moment (epoch ms) at which the mark dies by itself. */
export type TypingMarks = Readonly<Record<string, number>>;

export function markTyping(
  marks: TypingMarks | undefined,
  userId: string,
  now: number,
): TypingMarks {
  return { ...marks, [userId]: now + limits.typingSeconds * 1000 };
}

export function clearTyping(
  marks: TypingMarks | undefined,
  userId: string,
): TypingMarks | undefined {
  if (!marks || !(userId in marks)) return marks;
  const { [userId]: _gone, ...rest } = marks;
  return rest;
}

/** The ids whose marks are alive, oldest first. */
export function typingNow(marks: TypingMarks | undefined, now: number): string[] {
  return Object.entries(marks ?? {})
    .filter(([, until]) => until > now)
    .sort((a, b) => a[1] - b[1])
    .map(([userId]) => userId);
}
