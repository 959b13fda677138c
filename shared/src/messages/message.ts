import { z } from 'zod';
import { Id, Moment } from '../ids/id.ts';
import { block } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';
import { Span } from '../markup/span.ts';
import { Reaction } from '../reactions/reaction.ts';
import { User } from '../users/user.ts';

/** Made by the client once per send: what makes a repeat harmless. */
export const Nonce = z
  .string()
  .min(limits.nonce.min)
  .max(limits.nonce.max)
  .regex(/^[A-Za-z0-9_-]+$/, 'may hold letters, digits, dash and underscore');

/** A file on a message. None can be attached yet. */
export const Attachment = z
  .object({ id: Id, name: z.string(), size: z.int(), type: z.string() })
  .meta({ id: 'Attachment' });
export type Attachment = z.infer<typeof Attachment>;

export const Message = z
  .object({
    id: Id,
    channelId: Id,
    authorId: Id,
    /** Count of messages created in the channel up to this one, from 1, without gaps. */
    n: z.int(),
    /** Number of this message's latest change in the channel, from 1, without gaps over all changes. */
    seq: z.int(),
    /** Told to its author only on the way back of the send and in `message.created`. */
    nonce: z.string().optional(),
    /** As the author wrote it. */
    content: z.string(),
    spans: z.array(Span),
    attachments: z.array(Attachment),
    reactions: z.array(Reaction),
    pinned: z.boolean(),
    editedAt: Moment.optional(),
    createdAt: Moment,
  })
  .meta({ id: 'Message' });
export type Message = z.infer<typeof Message>;

/** What is left of a deleted message. */
export const Tombstone = z
  .object({ id: Id, channelId: Id, n: z.int(), seq: z.int(), deleted: z.literal(true) })
  .meta({ id: 'Tombstone' });
export type Tombstone = z.infer<typeof Tombstone>;

/** The part of a message that an edit or a pin changes; what an event about it carries. */
export const MessageEdit = Message.pick({
  id: true,
  channelId: true,
  n: true,
  seq: true,
  content: true,
  spans: true,
  pinned: true,
  editedAt: true,
}).meta({ id: 'MessageEdit' });
export type MessageEdit = z.infer<typeof MessageEdit>;

const Content = block({ min: 1, max: limits.messageContent.max });

export const SendMessage = z
  .strictObject({ nonce: Nonce, content: Content })
  .meta({ id: 'SendMessage' });
export type SendMessage = z.infer<typeof SendMessage>;

export const EditMessage = z.strictObject({ content: Content }).meta({ id: 'EditMessage' });
export type EditMessage = z.infer<typeof EditMessage>;

const Limit = z.coerce
  .number()
  .int()
  .min(1)
  .max(limits.pageSize.max)
  .default(limits.pageSize.default);

/** At most one of the three cursors; without any the newest page. */
export const MessageQuery = z
  .strictObject({
    before: Id.optional(),
    after: Id.optional(),
    around: Id.optional(),
    limit: Limit,
  })
  .refine(
    ({ before, after, around }) => [before, after, around].filter(Boolean).length <= 1,
    'give at most one of before, after and around',
  );
export type MessageQuery = z.infer<typeof MessageQuery>;

/** A page in ascending order of `n`. Deleted messages are not in it. */
export const MessagePage = z
  .object({
    items: z.array(Message),
    /** The authors and the mentioned, each once. */
    users: z.array(User),
    /** Whether anything older or newer than the page exists. */
    hasBefore: z.boolean(),
    hasAfter: z.boolean(),
    /** Number of the channel's newest change when the page was read, never later than its items. */
    seq: z.int(),
  })
  .meta({ id: 'MessagePage' });
export type MessagePage = z.infer<typeof MessagePage>;

export const ChangesQuery = z.strictObject({
  /** The last `seq` the reader holds. */
  after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  limit: Limit,
});
export type ChangesQuery = z.infer<typeof ChangesQuery>;

/** Everything that changed after a `seq`, in its latest state, ascending by `seq`. */
export const ChangePage = z
  .object({
    items: z.array(z.union([Tombstone, Message])),
    users: z.array(User),
    /** Ask again with the last item's `seq`. */
    more: z.boolean(),
    /** Number of the channel's newest change when this was read. */
    seq: z.int(),
  })
  .meta({ id: 'ChangePage' });
export type ChangePage = z.infer<typeof ChangePage>;
