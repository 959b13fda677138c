import { z } from 'zod';
import { Id, Moment } from '../ids/id.ts';
import { limits } from '../limits/limits.ts';
import { User } from '../users/user.ts';

export const Invite = z
  .object({
    code: z.string(),
    communityId: Id,
    creatorId: Id,
    uses: z.int(),
    /** Null for no bound. */
    maxUses: z.int().nullable(),
    /** Null for never. */
    expiresAt: Moment.nullable(),
    createdAt: Moment,
  })
  .meta({ id: 'Invite' });
export type Invite = z.infer<typeof Invite>;

/** Invites that still work, newest first, with the people who made them. */
export const InviteList = z
  .object({ items: z.array(Invite), users: z.array(User) })
  .meta({ id: 'InviteList' });
export type InviteList = z.infer<typeof InviteList>;

export const CreateInvite = z
  .strictObject({
    maxUses: z.int().min(1).max(limits.inviteUses.max).optional(),
    /** Seconds. */
    expiresIn: z.int().min(limits.inviteExpiresIn.min).max(limits.inviteExpiresIn.max).optional(),
  })
  .meta({ id: 'CreateInvite' });
export type CreateInvite = z.infer<typeof CreateInvite>;

/** What anyone holding the link sees before signing in. */
export const InvitePreview = z
  .object({
    code: z.string(),
    community: z.object({
      id: Id,
      name: z.string(),
      description: z.string(),
      memberCount: z.int(),
      onlineCount: z.int(),
    }),
    inviter: z.object({ displayName: z.string() }),
    expiresAt: Moment.nullable(),
  })
  .meta({ id: 'InvitePreview' });
export type InvitePreview = z.infer<typeof InvitePreview>;
