import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';

/**
 * The number of a channel's newest message, so that unread counts of many channels are one read. Written after the
 * messages and before these are acknowledged: it counts every acknowledged message, and the messages themselves stay
 * the truth. Indexes: `_id`, the channel's id.
 */
export interface ChannelHeadDocument {
  _id: ObjectId;
  n: number;
}

@Injectable()
export class ChannelHeadsRepository {
  private readonly heads: Collection<ChannelHeadDocument>;

  constructor(mongo: Mongo) {
    this.heads = mongo.collection<ChannelHeadDocument>('channelHeads');
  }

  /** The number only grows, whichever backend writes last. */
  async raise(channelId: string, n: number): Promise<void> {
    await this.heads.updateOne({ _id: new ObjectId(channelId) }, { $max: { n } }, { upsert: true });
  }

  /** Newest `n` of each channel that holds messages. */
  async listN(channelIds: readonly string[]): Promise<Map<string, number>> {
    const found = await this.heads
      .find({ _id: { $in: channelIds.map((id) => new ObjectId(id)) } }, { projection: { n: 1 } })
      .toArray();
    return new Map(found.map(({ _id, n }) => [_id.toHexString(), n]));
  }

  async delete(channelId: string): Promise<void> {
    await this.heads.deleteOne({ _id: new ObjectId(channelId) });
  }
}
