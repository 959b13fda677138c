import { Injectable } from '@nestjs/common';
import type { ChannelType } from '@kraken/shared';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';

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

/** Where a channel stands among its siblings. */
export interface Placement {
  id: string;
  parentId: string | null;
  position: number;
}

/** Indexes, in prisma/schema.prisma: (communityId, _id); `deletedAt` (partial: deleted ones only) for the sweep. */
@Injectable()
export class ChannelsRepository {
  private readonly channels: Collection<ChannelDocument>;

  constructor(mongo: Mongo) {
    this.channels = mongo.collection<ChannelDocument>('channels');
  }

  async insertMany(documents: ChannelDocument[], transaction: Transaction): Promise<void> {
    await this.channels.insertMany(documents, { session: transaction });
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
        { ...(transaction && { session: transaction }) },
      )
      .sort({ _id: 1 })
      .toArray();
  }

  listOfCommunities(communityIds: readonly string[]): Promise<ChannelDocument[]> {
    return this.channels
      .find({ communityId: { $in: communityIds.map((id) => new ObjectId(id)) }, deletedAt: null })
      .sort({ _id: 1 })
      .toArray();
  }

  update(
    { id, communityId }: { id: string; communityId: string },
    fields: Partial<Pick<ChannelDocument, 'name' | 'topic'>>,
    transaction: Transaction,
  ): Promise<ChannelDocument | null> {
    return this.channels.findOneAndUpdate(
      { _id: new ObjectId(id), communityId: new ObjectId(communityId), deletedAt: null },
      { $set: fields },
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

  async markDeleted(
    { id, communityId }: { id: string; communityId: string },
    at: Date,
    transaction: Transaction,
  ): Promise<void> {
    await this.channels.updateOne(
      { _id: new ObjectId(id), communityId: new ObjectId(communityId), deletedAt: null },
      { $set: { deletedAt: at } },
      { session: transaction },
    );
  }

  async listDeleted(): Promise<{ id: string; deletedAt: Date }[]> {
    const documents = await this.channels
      .find({ deletedAt: { $type: 'date' } }, { projection: { deletedAt: 1 } })
      .toArray();
    return documents.map(({ _id, deletedAt }) => ({
      id: _id.toHexString(),
      deletedAt: deletedAt ?? new Date(0),
    }));
  }

  /** All of a community that is gone, the deleted ones among them. */
  async listIdsForSweep(communityId: string): Promise<string[]> {
    const documents = await this.channels
      .find({ communityId: new ObjectId(communityId) }, { projection: { _id: 1 } })
      .toArray();
    return documents.map(({ _id }) => _id.toHexString());
  }

  async deleteForGood(id: string): Promise<void> {
    await this.channels.deleteOne({ _id: new ObjectId(id) });
  }
}
