import { z } from 'zod';
import { Id, Moment } from '../ids/id.ts';
import { line } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';
import { PresenceStatus } from '../presence/presence.ts';
import { User } from '../users/user.ts';

/** A person in a community. */
export const Member = z
  .object({ communityId: Id, user: User, presence: PresenceStatus, joinedAt: Moment })
  .meta({ id: 'Member' });
export type Member = z.infer<typeof Member>;

export const MemberList = z
  .object({
    items: z.array(Member),
    /** Give as `after` for the next page; absent on the last. */
    next: Id.optional(),
  })
  .meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof MemberList>;

export const MemberQuery = z.strictObject({
  /** Matches the beginning of username, display name or a word of it, case folded. */
  q: line({ max: limits.displayName.max }).optional(),
  after: Id.optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize.max).default(limits.pageSize.default),
});
export type MemberQuery = z.infer<typeof MemberQuery>;
