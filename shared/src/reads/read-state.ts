import { z } from 'zod';
import { Id } from '../ids/id.ts';

/** How far a person has read a channel. Unread messages are the channel's `lastN` minus `n`. */
export const ReadState = z
  .object({
    channelId: Id,
    /** Number of the last message read; 0 for none. */
    n: z.int(),
    /** Messages after `n` that mention the reader. */
    mentions: z.int(),
  })
  .meta({ id: 'ReadState' });
export type ReadState = z.infer<typeof ReadState>;

export const MarkRead = z
  .strictObject({ n: z.int().min(0).max(Number.MAX_SAFE_INTEGER) })
  .meta({ id: 'MarkRead' });
export type MarkRead = z.infer<typeof MarkRead>;
