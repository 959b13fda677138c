import { limits } from '@kraken/shared';
import type { ServerPayloads } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Collection, Filter } from 'mongodb';
import { ObjectId } from 'mongodb';
import { Mongo } from '../../platform/mongo/mongo.ts';
import type { Place } from '../../platform/http/place.ts';

export type EndReason = ServerPayloads['session.revoked']['reason'];

/** The rotation that made the current token. */
interface Rotation {
  /** Digest of the token that was used. */
  secret: string;
  /** With the used token, gives the current one again. */
  salt: string;
  /** The store's clock. */
  usedAt: Date;
}

/**
 * A signed-in device and its family of refresh tokens in one. Tokens are kept as digests only.
 * Indexes: `family` unique; `userId` + `endedAt`; `expiresAt` removes what is long over.
 */
export interface SessionDocument extends Place {
  _id: ObjectId;
  userId: ObjectId;
  /** Digest of the part that all tokens of the family share. */
  family: string;
  /** Digest of the one token that may be used. */
  secret: string;
  /** Absent until the first token is used. */
  rotation?: Rotation;
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
  /** An ended session is kept for a day, for who looks into what happened; one that is gone is as dead. */
  endedAt: Date | null;
  endReason: EndReason | null;
}

/** What is known of a session that begins. */
export interface NewSession extends Place {
  userId: string;
  family: string;
  secret: string;
  expiresAt: Date;
}

/** Which sessions to end; every given part must hold. */
export interface Selection {
  userId?: string;
  family?: string;
  ids?: readonly string[];
  exceptId?: string;
}

export interface EndedSession {
  sessionId: string;
  userId: string;
}

interface RotationRequest extends Place {
  family: string;
  /** Digest of the presented token. */
  secret: string;
  salt: string;
  /** Digest of its successor. */
  nextSecret: string;
  expiresAt: Date;
}

const dayMs = 86_400_000;

@Injectable()
export class SessionsRepository {
  private readonly sessions: Collection<SessionDocument>;

  constructor(mongo: Mongo) {
    this.sessions = mongo.collection<SessionDocument>('sessions');
  }

  async insert({ userId, ...given }: NewSession): Promise<SessionDocument> {
    const now = new Date();
    const session: SessionDocument = {
      _id: new ObjectId(),
      userId: new ObjectId(userId),
      ...given,
      createdAt: now,
      lastUsedAt: now,
      endedAt: null,
      endReason: null,
    };
    await this.sessions.insertOne(session);
    return session;
  }

  /**
   * Uses the presented token up, in one write: of many who come with the same token, one receives the session here.
   * @returns the session after the rotation; null when the token is not the current one of a living family
   */
  rotate(request: RotationRequest): Promise<SessionDocument | null> {
    const { family, secret, salt, nextSecret, expiresAt, device, address } = request;
    return this.sessions.findOneAndUpdate(
      { family, secret, endedAt: null, expiresAt: { $gt: new Date() } },
      {
        $set: {
          secret: nextSecret,
          'rotation.secret': secret,
          'rotation.salt': salt,
          device,
          address,
          expiresAt,
        },
        // Pods' clocks may differ by minutes; the grace of ten seconds is counted by the store's own.
        $currentDate: { 'rotation.usedAt': true, lastUsedAt: true },
      },
      { returnDocument: 'after' },
    );
  }

  /** The session whose current token came from this one at most the grace ago, by the store's clock. */
  findWithinGrace(family: string, secret: string): Promise<SessionDocument | null> {
    const graceMs = limits.refreshGraceSeconds * 1000;
    return this.sessions.findOne({
      family,
      'rotation.secret': secret,
      endedAt: null,
      $expr: { $gte: ['$rotation.usedAt', { $subtract: ['$$NOW', graceMs] }] },
    });
  }

  async isLive(id: string): Promise<boolean> {
    const found = await this.sessions.findOne(
      { _id: new ObjectId(id), endedAt: null },
      { projection: { _id: 1 } },
    );
    return found !== null;
  }

  /** Those of the given sessions that do not live. */
  async listEndedAmong(ids: readonly string[]): Promise<string[]> {
    const live = await this.sessions
      .find({ _id: { $in: objectIds(ids) }, endedAt: null }, { projection: { _id: 1 } })
      .toArray();
    const living = new Set(live.map(({ _id }) => _id.toHexString()));
    return ids.filter((id) => !living.has(id));
  }

  /** Living sessions of a person, the last used first. */
  listLive(userId: string): Promise<SessionDocument[]> {
    return this.sessions
      .find({ userId: new ObjectId(userId), endedAt: null })
      .sort({ lastUsedAt: -1, _id: -1 })
      .toArray();
  }

  /** Ids of a person's living sessions beyond the limit, those not used for longest. */
  async listSurplus(userId: string): Promise<string[]> {
    const surplus = await this.sessions
      .find({ userId: new ObjectId(userId), endedAt: null }, { projection: { _id: 1 } })
      .sort({ lastUsedAt: -1, _id: -1 })
      .skip(limits.sessionsPerUser)
      .toArray();
    return surplus.map(({ _id }) => _id.toHexString());
  }

  /** Ends the living sessions that are selected, and tells which they were. */
  async end(selection: Selection, reason: EndReason): Promise<EndedSession[]> {
    const found = await this.sessions
      .find(filterOf(selection), { projection: { userId: 1 } })
      .toArray();
    const now = new Date();
    if (found.length > 0) {
      await this.sessions.updateMany(
        { _id: { $in: found.map(({ _id }) => _id) }, endedAt: null },
        { $set: { endedAt: now, endReason: reason, expiresAt: new Date(now.getTime() + dayMs) } },
      );
    }
    return found.map(({ _id, userId }) => ({
      sessionId: _id.toHexString(),
      userId: userId.toHexString(),
    }));
  }
}

function filterOf({ userId, family, ids, exceptId }: Selection): Filter<SessionDocument> {
  const parts: Filter<SessionDocument>[] = [{ endedAt: null }];
  if (userId !== undefined) parts.push({ userId: new ObjectId(userId) });
  if (family !== undefined) parts.push({ family });
  if (ids !== undefined) parts.push({ _id: { $in: objectIds(ids) } });
  if (exceptId !== undefined) parts.push({ _id: { $ne: new ObjectId(exceptId) } });
  // A selection of nothing would be everybody's sessions.
  if (parts.length === 1) throw new Error('Name the sessions to end');
  return { $and: parts };
}

function objectIds(ids: readonly string[]): ObjectId[] {
  return ids.map((id) => new ObjectId(id));
}
