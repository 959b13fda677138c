import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';

/**
 * The number of a channel's newest message, so that unread counts of many channels are one read. Written after the
 * messages and before these are acknowledged: it counts every acknowledged message, and the messages themselves stay
 * the truth. Indexes: `_id`, the channel's id; `communityId`, along which a person's home is read: a walk over
 * neighbours costs a fifth of as many single look-ups.
 */
export interface ChannelHeadDocument {
  _id: ObjectId;
  communityId: ObjectId;
  n: number;
}

@Injectable()
export class ChannelHeadsRepository {
  private readonly heads: Collection<ChannelHeadDocument>;

  constructor(mongo: Mongo) {
    this.heads = mongo.collection<ChannelHeadDocument>('channelHeads');
  }

  /** The number only grows, whichever backend writes last. */
  async raise({ id, communityId }: { id: string; communityId: string }, n: number): Promise<void> {
    await this.heads.updateOne(
      { _id: new ObjectId(id) },
      { $max: { n }, $setOnInsert: { communityId: new ObjectId(communityId) } },
      { upsert: true },
    );
  }

  /** Newest `n` of the channel; 0 when it never held a message. */
  async findN(channelId: string): Promise<number> {
    return (await this.heads.findOne({ _id: new ObjectId(channelId) }))?.n ?? 0;
  }

  /** Newest `n` of each channel of these communities that ever held messages. */
  async listN(communityIds: readonly string[]): Promise<Map<string, number>> {
    const found = await this.heads
      .find(
        { communityId: { $in: communityIds.map((id) => new ObjectId(id)) } },
        // In one answer: the default is to come back for every hundred.
        { projection: { n: 1 }, batchSize: 10_000 },
      )
      .toArray();
    return new Map(found.map(({ _id, n }) => [_id.toHexString(), n]));
  }

  async delete(channelId: string): Promise<void> {
    await this.heads.deleteOne({ _id: new ObjectId(channelId) });
  }
}
