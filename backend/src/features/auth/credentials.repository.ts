import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { Transaction } from '../../platform/mongo/mongo.ts';

/** How a person proves who they are. `_id` is the person's id; there is no further index. */
interface CredentialDocument {
  _id: ObjectId;
  /** PHC string of Argon2id. */
  passwordHash: string;
  changedAt: Date;
}

@Injectable()
export class CredentialsRepository {
  private readonly credentials: Collection<CredentialDocument>;

  constructor(mongo: Mongo) {
    this.credentials = mongo.collection<CredentialDocument>('credentials');
  }

  async insert(userId: string, passwordHash: string, transaction: Transaction): Promise<void> {
    await this.credentials.insertOne(
      { _id: new ObjectId(userId), passwordHash, changedAt: new Date() },
      { session: transaction },
    );
  }

  async findPasswordHash(userId: string): Promise<string | undefined> {
    return (await this.credentials.findOne({ _id: new ObjectId(userId) }))?.passwordHash;
  }

  /** Replaces the hash only where it still is the one that was checked: of two changes at once, one wins. */
  async updatePasswordHash(userId: string, from: string, to: string): Promise<boolean> {
    const { modifiedCount } = await this.credentials.updateOne(
      { _id: new ObjectId(userId), passwordHash: from },
      { $set: { passwordHash: to, changedAt: new Date() } },
    );
    return modifiedCount === 1;
  }
}
