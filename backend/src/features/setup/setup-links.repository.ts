import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';

/** A link that lets someone become the owner. Indexes: unique (digest); `expiresAt` removes what ran out. */
interface SetupLinkDocument {
  _id: ObjectId;
  /** Of the token; the token itself is only ever printed. */
  digest: string;
  expiresAt: Date;
}

@Injectable()
export class SetupLinksRepository {
  private readonly links: Collection<SetupLinkDocument>;

  constructor(mongo: Mongo) {
    this.links = mongo.collection<SetupLinkDocument>('setupLinks');
  }

  async insert(digest: string, expiresAt: Date): Promise<void> {
    await this.links.insertOne({ _id: new ObjectId(), digest, expiresAt });
  }

  async isLive(digest: string): Promise<boolean> {
    return (await this.links.findOne({ digest, expiresAt: { $gt: new Date() } })) !== null;
  }

  async deleteAll(): Promise<void> {
    await this.links.deleteMany({});
  }
}
