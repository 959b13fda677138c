import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { isDuplicate, Mongo, type Transaction } from '../../platform/mongo/mongo.ts';

/**
 * How far a person has read a channel; without one, nothing of it.
 * Indexes, in prisma/schema.prisma: unique (userId, channelId); (channelId) for the sweep.
 */
export interface ReadStateDocument {
  _id: ObjectId;
  userId: ObjectId;
  channelId: ObjectId;
  n: number;
}

@Injectable()
export class ReadsRepository {
  private readonly reads: Collection<ReadStateDocument>;

  constructor(mongo: Mongo) {
    this.reads = mongo.collection<ReadStateDocument>('reads');
  }

  /** Answers what it was before; 0 when there was nothing. */
  async set(userId: string, channelId: string, n: number): Promise<number> {
    const before = await this.reads.findOneAndUpdate(
      { userId: new ObjectId(userId), channelId: new ObjectId(channelId) },
      { $set: { n } },
      { upsert: true, returnDocument: 'before', projection: { n: 1 } },
    );
    return before?.n ?? 0;
  }

  /** 0 when there is nothing. */
  async find(userId: string, channelId: string): Promise<number> {
    const found = await this.reads.findOne(
      { userId: new ObjectId(userId), channelId: new ObjectId(channelId) },
      { projection: { n: 1 } },
    );
    return found?.n ?? 0;
  }

  /** Begins states that are not there yet. */
  async insertMissing(
    userId: string,
    states: ReadonlyMap<string, number>,
    transaction?: Transaction,
  ): Promise<void> {
    if (states.size === 0) return;
    const documents = [...states].map(([channelId, n]) => ({
      _id: new ObjectId(),
      userId: new ObjectId(userId),
      channelId: new ObjectId(channelId),
      n,
    }));
    try {
      await this.reads.insertMany(documents, {
        ordered: false,
        ...(transaction && { session: transaction }),
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  /** Of all channels, by channel: a walk along the index, where single look-ups would cost several times as much. */
  async listOf(userId: string): Promise<Map<string, number>> {
    const found = await this.reads
      .find(
        { userId: new ObjectId(userId) },
        // In one answer: the default is to come back for every hundred.
        { projection: { _id: 0, channelId: 1, n: 1 }, batchSize: 10_000 },
      )
      .toArray();
    return new Map(found.map(({ channelId, n }) => [channelId.toHexString(), n]));
  }

  async deleteOfChannel(channelId: string): Promise<void> {
    await this.reads.deleteMany({ channelId: new ObjectId(channelId) });
  }
}
