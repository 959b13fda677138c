import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';

export interface CommunityDocument {
  _id: ObjectId;
  name: string;
  description: string;
  ownerId: ObjectId;
  /** Counts changes of structure; each writes it together with what it changes. */
  version: number;
  memberCount: number;
  createdAt: Date;
  /** Set by the deletion: from then on nobody finds the community, and its contents are swept. */
  deletedAt: Date | null;
}

/** Indexes, in prisma/schema.prisma: `_id`; `deletedAt` (partial: deleted ones only) for the sweep. */
@Injectable()
export class CommunitiesRepository {
  private readonly communities: Collection<CommunityDocument>;

  constructor(mongo: Mongo) {
    this.communities = mongo.collection<CommunityDocument>('communities');
  }

  /** A new community, without members yet. Answers its id. */
  async insert(
    { name, description, ownerId }: { name: string; description: string; ownerId: string },
    transaction: Transaction,
  ): Promise<string> {
    const document: CommunityDocument = {
      _id: new ObjectId(),
      name,
      description,
      ownerId: new ObjectId(ownerId),
      version: 1,
      memberCount: 0,
      createdAt: new Date(),
      deletedAt: null,
    };
    await this.communities.insertOne(document, { session: transaction });
    return document._id.toHexString();
  }

  findById(id: string, transaction?: Transaction): Promise<CommunityDocument | null> {
    return this.communities.findOne(
      { _id: new ObjectId(id), deletedAt: null },
      { ...(transaction && { session: transaction }) },
    );
  }

  listByIds(ids: readonly string[]): Promise<CommunityDocument[]> {
    return this.communities
      .find({ _id: { $in: ids.map((id) => new ObjectId(id)) }, deletedAt: null })
      .toArray();
  }

  /** Writes what differs; null when nothing does. The caller advances the version in the same transaction. */
  update(
    id: string,
    given: { name?: string | undefined; description?: string | undefined },
    transaction: Transaction,
  ): Promise<CommunityDocument | null> {
    const fields = Object.entries(given).filter(([, value]) => value !== undefined);
    const differences = fields.map(([name, value]) => ({ [name]: { $ne: value } }));
    if (differences.length === 0) return Promise.resolve(null);
    return this.communities.findOneAndUpdate(
      { _id: new ObjectId(id), deletedAt: null, $or: differences },
      { $set: Object.fromEntries(fields) },
      { returnDocument: 'after', session: transaction },
    );
  }

  /** Takes the next version; null when the community is gone. */
  advance(id: string, transaction: Transaction): Promise<CommunityDocument | null> {
    return this.communities.findOneAndUpdate(
      { _id: new ObjectId(id), deletedAt: null },
      { $inc: { version: 1 } },
      { returnDocument: 'after', session: transaction },
    );
  }

  /** Adds to the count of members; null when the community is gone. */
  countMembers(
    id: string,
    difference: 1 | -1,
    transaction: Transaction,
  ): Promise<CommunityDocument | null> {
    return this.communities.findOneAndUpdate(
      { _id: new ObjectId(id), deletedAt: null },
      { $inc: { memberCount: difference } },
      { returnDocument: 'after', session: transaction },
    );
  }

  /** True for the one call that deletes it. */
  async markDeleted(id: string, ownerId: string, at: Date): Promise<boolean> {
    const { modifiedCount } = await this.communities.updateOne(
      { _id: new ObjectId(id), ownerId: new ObjectId(ownerId), deletedAt: null },
      { $set: { deletedAt: at }, $inc: { version: 1 } },
    );
    return modifiedCount === 1;
  }

  /** Oldest first; asked for in this order, the store walks the small index of deleted ones. */
  async listDeleted(): Promise<{ id: string; deletedAt: Date }[]> {
    const documents = await this.communities
      .find({ deletedAt: { $type: 'date' } }, { projection: { deletedAt: 1 } })
      .sort({ deletedAt: 1 })
      .toArray();
    return documents.map(({ _id, deletedAt }) => ({
      id: _id.toHexString(),
      deletedAt: deletedAt ?? new Date(0),
    }));
  }

  async deleteForGood(id: string): Promise<void> {
    await this.communities.deleteOne({ _id: new ObjectId(id), deletedAt: { $type: 'date' } });
  }
}
