import { z } from 'zod';
import { Channel } from '../channels/channel.ts';
import { Id, Moment } from '../ids/id.ts';
import { block, line } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';
import { Permission } from '../permissions/permissions.ts';

/** `version` counts changes of structure: the community itself, its channels, its roles. */
export const Community = z
  .object({
    id: Id,
    name: z.string(),
    description: z.string(),
    ownerId: Id,
    version: z.int(),
    memberCount: z.int(),
    createdAt: Moment,
  })
  .meta({ id: 'Community' });
export type Community = z.infer<typeof Community>;

/** A community whole, as one member sees it: only visible channels, with own rights. */
export const CommunitySnapshot = Community.extend({
  channels: z.array(Channel),
  permissions: z.array(Permission),
}).meta({ id: 'CommunitySnapshot' });
export type CommunitySnapshot = z.infer<typeof CommunitySnapshot>;

export const CommunityList = z.object({ items: z.array(Community) }).meta({ id: 'CommunityList' });
export type CommunityList = z.infer<typeof CommunityList>;

const Name = line({ min: 1, max: limits.communityName.max });
const Description = block({ max: limits.communityDescription.max });

export const CreateCommunity = z
  .strictObject({ name: Name, description: Description.optional() })
  .meta({ id: 'CreateCommunity' });
export type CreateCommunity = z.infer<typeof CreateCommunity>;

export const UpdateCommunity = z
  .strictObject({ name: Name.optional(), description: Description.optional() })
  .meta({ id: 'UpdateCommunity' });
export type UpdateCommunity = z.infer<typeof UpdateCommunity>;
