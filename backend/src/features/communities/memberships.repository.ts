import { Injectable } from '@nestjs/common';
import type { Collection, Filter } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';

export interface MembershipDocument {
  _id: ObjectId;
  communityId: ObjectId;
  userId: ObjectId;
  joinedAt: Date;
}

/** Indexes, in prisma/schema.prisma: unique (communityId, userId); (userId, _id). */
@Injectable()
export class MembershipsRepository {
  private readonly members: Collection<MembershipDocument>;

  constructor(mongo: Mongo) {
    this.members = mongo.collection<MembershipDocument>('members');
  }

  async insert(
    communityId: string,
    userId: string,
    transaction: Transaction,
  ): Promise<MembershipDocument> {
    const document: MembershipDocument = {
      _id: new ObjectId(),
      communityId: new ObjectId(communityId),
      userId: new ObjectId(userId),
      joinedAt: new Date(),
    };
    await this.members.insertOne(document, { session: transaction });
    return document;
  }

  /** True when there was one. */
  async delete(communityId: string, userId: string, transaction: Transaction): Promise<boolean> {
    const { deletedCount } = await this.members.deleteOne(one(communityId, userId), {
      session: transaction,
    });
    return deletedCount === 1;
  }

  find(
    communityId: string,
    userId: string,
    transaction?: Transaction,
  ): Promise<MembershipDocument | null> {
    return this.members.findOne(one(communityId, userId), {
      ...(transaction && { session: transaction }),
    });
  }

  /** Of one person, in the order of joining. */
  listOfUser(userId: string): Promise<MembershipDocument[]> {
    return this.members
      .find({ userId: new ObjectId(userId) })
      .sort({ _id: 1 })
      .toArray();
  }

  countOfUser(userId: string, transaction: Transaction): Promise<number> {
    return this.members.countDocuments({ userId: new ObjectId(userId) }, { session: transaction });
  }

  /** Of one community, in the order of the people's ids. */
  page(
    communityId: string,
    { after, limit }: { after?: string | undefined; limit: number },
  ): Promise<MembershipDocument[]> {
    const filter: Filter<MembershipDocument> = { communityId: new ObjectId(communityId) };
    if (after !== undefined) filter.userId = { $gt: new ObjectId(after) };
    // In one answer: the default is to come back for every hundred.
    return this.members.find(filter).sort({ userId: 1 }).limit(limit).batchSize(limit).toArray();
  }

  /** Uncounted: for a community that is gone. */
  async deleteAmong(communityId: string, members: readonly MembershipDocument[]): Promise<void> {
    await this.members.deleteMany({
      communityId: new ObjectId(communityId),
      userId: { $in: members.map(({ userId }) => userId) },
    });
  }
}

function one(communityId: string, userId: string): Filter<MembershipDocument> {
  return { communityId: new ObjectId(communityId), userId: new ObjectId(userId) };
}
