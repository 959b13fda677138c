import { Injectable } from '@nestjs/common';
import type { Channel, ChannelType } from '@kraken/shared';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';
import type { Placement } from './channel-order.ts';

export interface ChannelDocument {
  _id: ObjectId;
  communityId: ObjectId;
  type: ChannelType;
  name: string;
  topic: string;
  parentId: ObjectId | null;
  position: number;
  createdAt: Date;
  /** Set by the deletion: from then on nobody finds the channel, and what it holds is swept. */
  deletedAt: Date | null;
}

/** The driver's default is to come back for every hundred. */
const inOneAnswer = 10_000;

export type NewChannel = Omit<Channel, 'id' | 'createdAt'>;

/** Indexes, in prisma/schema.prisma: (communityId, _id); `deletedAt` (partial: deleted ones only) for the sweep. */
@Injectable()
export class ChannelsRepository {
  private readonly channels: Collection<ChannelDocument>;

  constructor(mongo: Mongo) {
    this.channels = mongo.collection<ChannelDocument>('channels');
  }

  async insertMany(
    channels: readonly NewChannel[],
    transaction: Transaction,
  ): Promise<ChannelDocument[]> {
    const documents = channels.map(({ communityId, parentId, ...fields }): ChannelDocument => ({
      _id: new ObjectId(),
      communityId: new ObjectId(communityId),
      parentId: parentId === null ? null : new ObjectId(parentId),
      ...fields,
      createdAt: new Date(),
      deletedAt: null,
    }));
    await this.channels.insertMany(documents, { session: transaction });
    return documents;
  }

  /** Of any community: only for finding out which, before access is asked. */
  async findCommunityId(id: string): Promise<string | null> {
    const found = await this.channels.findOne(
      { _id: new ObjectId(id), deletedAt: null },
      { projection: { communityId: 1 } },
    );
    return found && found.communityId.toHexString();
  }

  listOfCommunity(communityId: string, transaction?: Transaction): Promise<ChannelDocument[]> {
    return this.channels
      .find(
        { communityId: new ObjectId(communityId), deletedAt: null },
        { batchSize: inOneAnswer, ...(transaction && { session: transaction }) },
      )
      .sort({ _id: 1 })
      .toArray();
  }

  /** What rights in a channel rest on, for many communities in one read. */
  async listTypes(
    communityIds: readonly string[],
  ): Promise<{ id: string; communityId: string; type: ChannelType }[]> {
    const documents = await this.channels
      .find(
        { communityId: { $in: communityIds.map((id) => new ObjectId(id)) }, deletedAt: null },
        { projection: { communityId: 1, type: 1 }, batchSize: inOneAnswer },
      )
      .sort({ communityId: 1, _id: 1 })
      .toArray();
    return documents.map(({ _id, communityId, type }) => ({
      id: _id.toHexString(),
      communityId: communityId.toHexString(),
      type,
    }));
  }

  /** Writes what differs; null when nothing does or the channel is gone. */
  update(
    { id, communityId }: { id: string; communityId: string },
    given: { name?: string | undefined; topic?: string | undefined },
    transaction: Transaction,
  ): Promise<ChannelDocument | null> {
    const fields = Object.entries(given).filter(([, value]) => value !== undefined);
    const differences = fields.map(([name, value]) => ({ [name]: { $ne: value } }));
    if (differences.length === 0) return Promise.resolve(null);
    return this.channels.findOneAndUpdate(
      {
        _id: new ObjectId(id),
        communityId: new ObjectId(communityId),
        deletedAt: null,
        $or: differences,
      },
      { $set: Object.fromEntries(fields) },
      { returnDocument: 'after', session: transaction },
    );
  }

  async place(
    communityId: string,
    placements: readonly Placement[],
    transaction: Transaction,
  ): Promise<void> {
    if (placements.length === 0) return;
    await this.channels.bulkWrite(
      placements.map(({ id, parentId, position }) => ({
        updateOne: {
          filter: { _id: new ObjectId(id), communityId: new ObjectId(communityId) },
          update: {
            $set: { parentId: parentId === null ? null : new ObjectId(parentId), position },
          },
        },
      })),
      { session: transaction },
    );
  }

  /** True for the one call that deletes it. */
  async markDeleted(
    { id, communityId }: { id: string; communityId: string },
    at: Date,
    transaction: Transaction,
  ): Promise<boolean> {
    const { modifiedCount } = await this.channels.updateOne(
      { _id: new ObjectId(id), communityId: new ObjectId(communityId), deletedAt: null },
      { $set: { deletedAt: at } },
      { session: transaction },
    );
    return modifiedCount === 1;
  }

  /** Of a community that is gone. */
  async markAllDeleted(communityId: string, at: Date): Promise<void> {
    await this.channels.updateMany(
      { communityId: new ObjectId(communityId), deletedAt: null },
      { $set: { deletedAt: at } },
    );
  }

  /** Oldest first; asked for in this order, the store walks the small index of deleted ones. */
  async listDeleted(): Promise<{ id: string; deletedAt: Date }[]> {
    const documents = await this.channels
      .find({ deletedAt: { $type: 'date' } }, { projection: { deletedAt: 1 } })
      .sort({ deletedAt: 1 })
      .toArray();
    return documents.map(({ _id, deletedAt }) => ({
      id: _id.toHexString(),
      deletedAt: deletedAt ?? new Date(0),
    }));
  }

  async deleteForGood(id: string): Promise<void> {
    await this.channels.deleteOne({ _id: new ObjectId(id), deletedAt: { $type: 'date' } });
  }
}
