import { z } from 'zod';
import { Id, Moment } from '../ids/id.ts';
import { line } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';
import { Me, Username } from '../users/user.ts';

const Password = z
  .string()
  .min(limits.password.min)
  .max(limits.password.max)
  .refine((value) => value.isWellFormed(), 'must be well-formed text');

/** As on an existing account: any length that could ever have been set, so that old rules never lock out. */
const GivenPassword = z.string().min(1).max(limits.password.max);

export const InviteCode = z.string().regex(/^[A-Za-z0-9]{8,16}$/, 'is not an invite code');

export const Register = z
  .strictObject({
    username: Username,
    password: Password,
    displayName: line({ min: 1, max: limits.displayName.max }).optional(),
    inviteCode: InviteCode.optional(),
  })
  .meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

export const Login = z
  .strictObject({
    username: z.string().trim().toLowerCase().min(1).max(limits.username.max),
    password: GivenPassword,
  })
  .meta({ id: 'Login' });
export type Login = z.infer<typeof Login>;

export const ChangePassword = z
  .strictObject({ currentPassword: GivenPassword, newPassword: Password })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof ChangePassword>;

/** What register, login, refresh and setup answer; the refresh token travels in an HttpOnly cookie. */
export const SignedIn = z
  .object({
    accessToken: z.string(),
    /** Seconds for which the access token is good. */
    expiresIn: z.int(),
    user: Me,
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

/** One signed-in device. */
export const Session = z
  .object({
    id: Id,
    /** Browser and system as far as the user agent tells: "Firefox on Linux". */
    device: z.string(),
    /** The network address it last came from, shown to its owner only. */
    address: z.string(),
    current: z.boolean(),
    createdAt: Moment,
    lastUsedAt: Moment,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof Session>;

export const SessionList = z.object({ items: z.array(Session) }).meta({ id: 'SessionList' });
export type SessionList = z.infer<typeof SessionList>;

export const Setup = z
  .strictObject({
    token: z.string().min(1).max(128),
    username: Username,
    password: Password,
    instanceName: line({ min: 1, max: limits.instanceName.max }).optional(),
    communityName: line({ min: 1, max: limits.communityName.max }).optional(),
  })
  .meta({ id: 'Setup' });
export type Setup = z.infer<typeof Setup>;
