import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';

/** Somebody left a community a short while ago. */
export interface DepartureDocument {
  _id: ObjectId;
  communityId: ObjectId;
  userId: ObjectId;
  at: Date;
}

export interface Departure {
  id: string;
  communityId: string;
  userId: string;
}

/** More than this many leave within ten minutes only when notices are the smaller trouble. */
const most = 2000;

/** Indexes, in prisma/schema.prisma: `at`, by which the store forgets them after ten minutes. */
@Injectable()
export class DeparturesRepository {
  private readonly departures: Collection<DepartureDocument>;

  constructor(mongo: Mongo) {
    this.departures = mongo.collection<DepartureDocument>('departures');
  }

  async insert(communityId: string, userId: string, transaction: Transaction): Promise<void> {
    const document = {
      _id: new ObjectId(),
      communityId: new ObjectId(communityId),
      userId: new ObjectId(userId),
      at: new Date(),
    };
    await this.departures.insertOne(document, { session: transaction });
  }

  /** All that are remembered, the newest first. By no clock: those of backends may differ. */
  async listRecent(): Promise<Departure[]> {
    const documents = await this.departures
      .find({}, { batchSize: most })
      .sort({ _id: -1 })
      .limit(most)
      .toArray();
    return documents.map(({ _id, communityId, userId }) => ({
      id: _id.toHexString(),
      communityId: communityId.toHexString(),
      userId: userId.toHexString(),
    }));
  }
}
