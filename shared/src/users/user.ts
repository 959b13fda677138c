import { z } from 'zod';
import { Id, Moment } from '../ids/id.ts';
import { block, line } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';
import { InstanceRight } from '../permissions/permissions.ts';

/** A handle: lower case, unique on the instance, folded before it is compared. */
export const Username = z
  .string()
  .trim()
  .toLowerCase()
  .min(limits.username.min)
  .max(limits.username.max)
  .regex(
    /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/,
    'may hold letters a-z, digits, dot, dash and underscore, and begins and ends with a letter or digit',
  );

export const CustomStatus = z
  .strictObject({
    text: line({ min: 1, max: limits.statusText.max }),
    /** When it vanishes by itself; absent means it stays. */
    expiresAt: Moment.optional(),
  })
  .meta({ id: 'CustomStatus' });
export type CustomStatus = z.infer<typeof CustomStatus>;

/** What anyone who may know of a person sees. */
export const User = z
  .object({
    id: Id,
    username: z.string(),
    displayName: z.string(),
    pronouns: z.string(),
    bio: z.string(),
    customStatus: CustomStatus.nullable(),
    createdAt: Moment,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const Theme = z.enum(['system', 'dark', 'light', 'contrast']).meta({ id: 'Theme' });
export type Theme = z.infer<typeof Theme>;

/** Preferences that follow a person to every device. */
export const Settings = z
  .strictObject({
    theme: Theme,
    /** Percent of the base size. */
    fontScale: z.int().min(80).max(150),
    density: z.enum(['cosy', 'compact']),
    language: z.enum(['en']),
  })
  .meta({ id: 'Settings' });
export type Settings = z.infer<typeof Settings>;

export const defaultSettings: Settings = {
  theme: 'dark',
  fontScale: 100,
  density: 'cosy',
  language: 'en',
};

/** A person as they see themselves. */
export const Me = User.extend({
  rights: z.array(InstanceRight),
  settings: Settings,
}).meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const UpdateMe = z
  .strictObject({
    displayName: line({ min: 1, max: limits.displayName.max }).optional(),
    pronouns: line({ max: limits.pronouns.max }).optional(),
    bio: block({ max: limits.bio.max }).optional(),
    customStatus: CustomStatus.nullable().optional(),
    settings: Settings.partial().optional(),
  })
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof UpdateMe>;
