import { Injectable } from '@nestjs/common';
import type { Collection, Filter } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';

export interface InviteDocument {
  _id: ObjectId;
  code: string;
  communityId: ObjectId;
  creatorId: ObjectId;
  uses: number;
  maxUses: number | null;
  expiresAt: Date | null;
  createdAt: Date;
  revokedAt: Date | null;
}

export interface NewInvite {
  code: string;
  communityId: string;
  creatorId: string;
  maxUses: number | null;
  expiresAt: Date | null;
  createdAt: Date;
}

/** Indexes, in prisma/schema.prisma: unique `code`; (communityId, _id). */
@Injectable()
export class InvitesRepository {
  private readonly invites: Collection<InviteDocument>;

  constructor(mongo: Mongo) {
    this.invites = mongo.collection<InviteDocument>('invites');
  }

  async insert({ communityId, creatorId, ...fields }: NewInvite): Promise<InviteDocument> {
    const document: InviteDocument = {
      _id: new ObjectId(),
      communityId: new ObjectId(communityId),
      creatorId: new ObjectId(creatorId),
      ...fields,
      uses: 0,
      revokedAt: null,
    };
    await this.invites.insertOne(document);
    return document;
  }

  /** Whether or not it still works. */
  findByCode(code: string): Promise<InviteDocument | null> {
    return this.invites.findOne({ code });
  }

  findWorking(code: string, now: Date): Promise<InviteDocument | null> {
    return this.invites.findOne({ code, ...working(now) });
  }

  /** Takes one use, if there is one left at that moment: the store decides between those who come together. */
  async takeUse(code: string, now: Date, transaction: Transaction): Promise<boolean> {
    const { modifiedCount } = await this.invites.updateOne(
      { code, ...working(now) },
      { $inc: { uses: 1 } },
      { session: transaction },
    );
    return modifiedCount === 1;
  }

  /** Newest first. */
  listWorking(communityId: string, now: Date): Promise<InviteDocument[]> {
    return this.invites
      .find({ communityId: new ObjectId(communityId), ...working(now) })
      .sort({ _id: -1 })
      .toArray();
  }

  countWorking(communityId: string, now: Date): Promise<number> {
    return this.invites.countDocuments({ communityId: new ObjectId(communityId), ...working(now) });
  }

  /** False for one that is revoked already. */
  async revoke(communityId: string, code: string, at: Date): Promise<boolean> {
    const { modifiedCount } = await this.invites.updateOne(
      { communityId: new ObjectId(communityId), code, revokedAt: null },
      { $set: { revokedAt: at } },
    );
    return modifiedCount === 1;
  }

  /** Forgets those that stopped working before a moment. */
  async deleteWornOut(communityId: string, before: Date): Promise<void> {
    await this.invites.deleteMany({
      communityId: new ObjectId(communityId),
      $or: [{ expiresAt: { $lt: before } }, { revokedAt: { $lt: before } }],
    });
  }

  async deleteOfCommunity(communityId: string): Promise<void> {
    await this.invites.deleteMany({ communityId: new ObjectId(communityId) });
  }
}

function working(now: Date): Filter<InviteDocument> {
  return {
    revokedAt: null,
    $and: [
      { $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] },
      { $or: [{ maxUses: null }, { $expr: { $lt: ['$uses', '$maxUses'] } }] },
    ],
  };
}
