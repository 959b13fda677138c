import { Injectable } from '@nestjs/common';
import type { Collection } from 'mongodb';
import { ObjectId } from 'mongodb';
import { isDuplicate, Mongo } from '../../platform/mongo/mongo.ts';

/**
 * Somebody is mentioned in a message that they may read.
 * Indexes, in prisma/schema.prisma: unique (userId, channelId, n); (userId, unread); (channelId, n).
 */
export interface MentionDocument {
  _id: ObjectId;
  userId: ObjectId;
  channelId: ObjectId;
  n: number;
  unread: boolean;
}

/** Waiting mentions of one person beyond this are counted no further. */
const COUNTED = 1000;

/** A message by its place. */
interface Place {
  channelId: string;
  n: number;
}

@Injectable()
export class MentionsRepository {
  private readonly mentions: Collection<MentionDocument>;

  constructor(mongo: Mongo) {
    this.mentions = mongo.collection<MentionDocument>('mentions');
  }

  /** Adds those that are not there yet. */
  async insert(userIds: readonly string[], { channelId, n }: Place): Promise<void> {
    const documents = userIds.map((userId) => ({
      _id: new ObjectId(),
      userId: new ObjectId(userId),
      channelId: new ObjectId(channelId),
      n,
      unread: true,
    }));
    try {
      await this.mentions.insertMany(documents, { ordered: false });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  /** Who is remembered as mentioned in a message. */
  async listUsers({ channelId, n }: Place): Promise<string[]> {
    const found = await this.mentions
      .find({ channelId: new ObjectId(channelId), n }, { projection: { _id: 0, userId: 1 } })
      .toArray();
    return found.map(({ userId }) => userId.toHexString());
  }

  /** Removes everyone from a message but those who are named. */
  async keepOnly(userIds: readonly string[], { channelId, n }: Place): Promise<void> {
    await this.mentions.deleteMany({
      channelId: new ObjectId(channelId),
      n,
      userId: { $nin: userIds.map((id) => new ObjectId(id)) },
    });
  }

  /** Places in a channel, after a number, where the person is mentioned. */
  async listAfter(userId: string, { channelId, n }: Place): Promise<number[]> {
    const found = await this.mentions
      .find(
        { userId: new ObjectId(userId), channelId: new ObjectId(channelId), n: { $gt: n } },
        { projection: { _id: 0, n: 1 } },
      )
      .limit(COUNTED)
      .toArray();
    return found.map((mention) => mention.n);
  }

  /** Marks those up to a number as read, and those after it, up to `until`, as waiting again. */
  async divide(userId: string, { channelId, n }: Place, until: number): Promise<void> {
    const mine = { userId: new ObjectId(userId), channelId: new ObjectId(channelId) };
    await this.mentions.updateMany(
      { ...mine, unread: true, n: { $lte: n } },
      { $set: { unread: false } },
    );
    if (until <= n) return;
    await this.mentions.updateMany(
      { ...mine, unread: false, n: { $gt: n, $lte: until } },
      { $set: { unread: true } },
    );
  }

  /** Everything that waits for the person, in all channels. */
  async listUnread(userId: string): Promise<Place[]> {
    const found = await this.mentions
      .find(
        { userId: new ObjectId(userId), unread: true },
        { projection: { _id: 0, channelId: 1, n: 1 } },
      )
      .limit(COUNTED)
      .toArray();
    return found.map(({ channelId, n }) => ({ channelId: channelId.toHexString(), n }));
  }

  async deleteOfChannel(channelId: string): Promise<void> {
    await this.mentions.deleteMany({ channelId: new ObjectId(channelId) });
  }
}
