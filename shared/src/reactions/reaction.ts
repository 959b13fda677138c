import { z } from 'zod';

/** One Unicode emoji, as recommended for general interchange (UTS #51). */
export const Emoji = z
  .string()
  .max(64)
  .refine((value) => /^\p{RGI_Emoji}$/v.test(value), 'must be one emoji');

export const Reaction = z
  .object({
    emoji: z.string(),
    count: z.int(),
    /** Whether the reader is among them. */
    me: z.boolean(),
  })
  .meta({ id: 'Reaction' });
export type Reaction = z.infer<typeof Reaction>;
