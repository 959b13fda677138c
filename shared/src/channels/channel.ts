import { z } from 'zod';
import { Id, Moment } from '../ids/id.ts';
import { line } from '../ids/text.ts';
import { limits } from '../limits/limits.ts';

export const ChannelType = z
  .enum(['text', 'voice', 'announcement', 'category'])
  .meta({ id: 'ChannelType' });
export type ChannelType = z.infer<typeof ChannelType>;

/** A place in a community. Structure only: what was written in it is counted in `HomeChannel`. */
export const Channel = z
  .object({
    id: Id,
    communityId: Id,
    type: ChannelType,
    name: z.string(),
    topic: z.string(),
    /** The category it stands in; null at the top level and for categories. */
    parentId: Id.nullable(),
    /** Order among the channels of one parent, ascending; equal positions fall back to the id. */
    position: z.int(),
    createdAt: Moment,
  })
  .meta({ id: 'Channel' });
export type Channel = z.infer<typeof Channel>;

const ChannelName = line({ min: 1, max: limits.channelName.max });
const ChannelTopic = line({ max: limits.channelTopic.max });

export const CreateChannel = z
  .strictObject({
    name: ChannelName,
    type: ChannelType,
    topic: ChannelTopic.optional(),
    parentId: Id.nullable().optional(),
  })
  .meta({ id: 'CreateChannel' });
export type CreateChannel = z.infer<typeof CreateChannel>;

export const UpdateChannel = z
  .strictObject({ name: ChannelName.optional(), topic: ChannelTopic.optional() })
  .meta({ id: 'UpdateChannel' });
export type UpdateChannel = z.infer<typeof UpdateChannel>;

/**
 * The whole order of a community's channels: every channel once, each with its parent.
 * Positions follow from the order of the list. A list that misses or invents a channel is `order-changed`.
 */
export const OrderChannels = z
  .strictObject({
    items: z
      .array(z.strictObject({ id: Id, parentId: Id.nullable() }))
      .max(limits.channelsPerCommunity),
  })
  .meta({ id: 'OrderChannels' });
export type OrderChannels = z.infer<typeof OrderChannels>;
