import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';

/**
 * The number of a channel's newest message, so that unread counts of many channels are one read. Written shortly
 * after the messages, which stay the truth. Indexes: `_id`, the channel's id; `communityId`, along which a person's home is read: a walk over
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

  /** Numbers only grow, whichever backend writes last. */
  async raise(raises: readonly { id: string; communityId: string; n: number }[]): Promise<void> {
    const operations = raises.map(({ id, communityId, n }) => ({
      updateOne: {
        filter: { _id: new ObjectId(id) },
        update: { $max: { n }, $setOnInsert: { communityId: new ObjectId(communityId) } },
        upsert: true,
      },
    }));
    await this.heads.bulkWrite(operations, { ordered: false });
  }

  /** The same for channels that have a head. */
  async raiseKnown(ns: ReadonlyMap<string, number>): Promise<void> {
    if (ns.size === 0) return;
    const operations = [...ns].map(([id, n]) => ({
      updateOne: { filter: { _id: new ObjectId(id), n: { $lt: n } }, update: { $set: { n } } },
    }));
    await this.heads.bulkWrite(operations, { ordered: false });
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
