import { z } from 'zod';
import { line } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';

/** Who may make an account: anyone, holders of an invite, nobody. */
export const RegistrationMode = z
  .enum(['open', 'invite', 'closed'])
  .meta({ id: 'RegistrationMode' });
export type RegistrationMode = z.infer<typeof RegistrationMode>;

export const VoiceState = z
  .object({
    status: z.enum(['ready', 'preparing', 'unavailable']),
    /** Why, in a sentence for people, when not ready. */
    reason: z.string().optional(),
  })
  .meta({ id: 'VoiceState' });
export type VoiceState = z.infer<typeof VoiceState>;

/** Public facts about this Kraken. */
export const Instance = z
  .object({
    name: z.string(),
    version: z.string(),
    registration: RegistrationMode,
    setupRequired: z.boolean(),
    voice: VoiceState,
  })
  .meta({ id: 'Instance' });
export type Instance = z.infer<typeof Instance>;

export const UpdateInstance = z
  .strictObject({
    name: line({ min: 1, max: limits.instanceName.max }).optional(),
    registration: RegistrationMode.optional(),
  })
  .meta({ id: 'UpdateInstance' });
export type UpdateInstance = z.infer<typeof UpdateInstance>;
