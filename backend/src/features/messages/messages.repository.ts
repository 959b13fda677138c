import type { Span } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Collection, Filter, UpdateFilter } from 'mongodb';
import { MongoBulkWriteError, ObjectId } from 'mongodb';
import { isDuplicate, Mongo } from '../../platform/mongo/mongo.ts';

/**
 * A message or what is left of it. `slots` holds every number its changes took, the latest last and equal to `seq`: the
 * unique index over them keeps a number taken after the message has moved on to the next, so that a backend whose
 * memory of the channel is old cannot take it once more.
 *
 * Indexes, in prisma/schema.prisma: unique (authorId, nonce), (channelId, slots), (channelId, seq), (channelId, n);
 * (channelId, deleted, _id) for history. Ids ascend with `n` within a channel, see `idAfter`.
 */
export interface MessageDocument {
  _id: ObjectId;
  channelId: ObjectId;
  authorId: ObjectId;
  n: number;
  seq: number;
  slots: number[];
  nonce: string;
  digest?: string;
  content: string;
  spans: Span[];
  reactions: { emoji: string; userIds: ObjectId[] }[];
  pinned: boolean;
  createdAt: Date;
  editedAt?: Date;
  deleted: boolean;
}

/** A stored message with ids as text: what changes are computed from and answers are made of. */
export interface StoredMessage {
  id: string;
  channelId: string;
  authorId: string;
  n: number;
  seq: number;
  content: string;
  spans: Span[];
  reactions: { emoji: string; userIds: string[] }[];
  pinned: boolean;
  createdAt: Date;
  editedAt?: Date;
  /** Of the first content, once it has been edited. */
  digest?: string;
  deleted: boolean;
}

/** The newest numbers of a channel; `lastId` is the newest message's. */
export interface Head {
  n: number;
  seq: number;
  lastId: string | null;
}

/** A message with its place in the channel, ready to be stored. */
export interface NumberedMessage {
  id: string;
  authorId: string;
  n: number;
  seq: number;
  nonce: string;
  content: string;
  spans: Span[];
  createdAt: Date;
}

/** How an insert of several messages ended: the first `stored` of them are stored, the next one failed. */
export interface InsertOutcome {
  stored: number;
  /** `repeated`: its nonce is known. `taken`: its numbers are. `refused`: the store does not want it. */
  failure?: 'repeated' | 'taken' | 'refused';
}

/**
 * Taken numbers a message remembers. A number could be taken twice only by a backend that missed this many later
 * changes of one message within the age its memory of a channel may have.
 */
const SLOTS_KEPT = 500;

const shown = { slots: 0, nonce: 0 } as const;

@Injectable()
export class MessagesRepository {
  private readonly messages: Collection<MessageDocument>;

  constructor(mongo: Mongo) {
    this.messages = mongo.collection<MessageDocument>('messages');
  }

  /** An id for the next message of a channel: later than the one before, whatever the clocks of its writers say. */
  idAfter(lastId: string | null): string {
    const fresh = new ObjectId().toHexString();
    if (lastId === null || fresh > lastId) return fresh;
    return (BigInt(`0x${lastId}`) + 1n).toString(16).padStart(24, '0');
  }

  async readHead(channelId: string): Promise<Head> {
    const channel = { channelId: new ObjectId(channelId) };
    const [change, message] = await Promise.all([
      this.messages.findOne(channel, { projection: { _id: 0, seq: 1 }, sort: { seq: -1 } }),
      this.messages.findOne(channel, { projection: { n: 1 }, sort: { n: -1 } }),
    ]);
    return {
      n: message?.n ?? 0,
      seq: change?.seq ?? 0,
      lastId: message?._id.toHexString() ?? null,
    };
  }

  /** Number of the newest change; 0 for none. */
  async findSeq(channelId: string): Promise<number> {
    const newest = await this.messages.findOne(
      { channelId: new ObjectId(channelId) },
      { projection: { _id: 0, seq: 1 }, sort: { seq: -1 } },
    );
    return newest?.seq ?? 0;
  }

  /** Stores messages in their order and stops at the first that fails; throws when the end is unknown. */
  async insertInOrder(
    channelId: string,
    messages: readonly NumberedMessage[],
  ): Promise<InsertOutcome> {
    try {
      await this.messages.insertMany(
        messages.map((message) => toDocument(channelId, message)),
        { ordered: true },
      );
      return { stored: messages.length };
    } catch (error) {
      if (!(error instanceof MongoBulkWriteError) || error.writeErrors instanceof Array === false)
        throw error;
      const [fault] = error.writeErrors;
      if (fault === undefined) throw error;
      const described = { code: fault.code, message: fault.errmsg };
      if (isDuplicate(described, 'authorId_1_nonce_1'))
        return { stored: fault.index, failure: 'repeated' };
      return { stored: fault.index, failure: isDuplicate(described) ? 'taken' : 'refused' };
    }
  }

  async findByNonce(authorId: string, nonce: string): Promise<StoredMessage | null> {
    const found = await this.messages.findOne(
      { authorId: new ObjectId(authorId), nonce },
      { projection: shown },
    );
    return found && toStored(found);
  }

  /** One message of that channel, a tombstone too. */
  async find(channelId: string, id: string): Promise<StoredMessage | null> {
    const found = await this.messages.findOne(inChannel(channelId, id), { projection: shown });
    return found && toStored(found);
  }

  async listByIds(channelId: string, ids: readonly string[]): Promise<StoredMessage[]> {
    const found = await this.messages
      .find(
        { _id: { $in: ids.map((id) => new ObjectId(id)) }, channelId: new ObjectId(channelId) },
        { projection: shown },
      )
      .toArray();
    return found.map(toStored);
  }

  /**
   * Puts a message into its next state if nobody has changed it since `seq`; false when somebody has. The new numbers
   * are `slots`.
   * @throws what `isDuplicate` knows when one of the numbers is taken
   */
  async change(seq: number, after: StoredMessage, slots: readonly number[]): Promise<boolean> {
    const { content, spans, pinned, deleted, digest, editedAt } = after;
    const update: UpdateFilter<MessageDocument> = {
      $set: {
        seq: after.seq,
        content,
        spans,
        reactions: after.reactions.map(({ emoji, userIds }) => ({
          emoji,
          userIds: userIds.map((id) => new ObjectId(id)),
        })),
        pinned,
        deleted,
        ...(digest !== undefined && { digest }),
        ...(editedAt !== undefined && { editedAt }),
      },
      $push: { slots: { $each: [...slots], $slice: -SLOTS_KEPT } },
    };
    const unset = {
      ...(digest === undefined && { digest: true as const }),
      ...(editedAt === undefined && { editedAt: true as const }),
    };
    if (Object.keys(unset).length > 0) update.$unset = unset;
    const { matchedCount } = await this.messages.updateOne(
      { ...inChannel(after.channelId, after.id), seq },
      update,
    );
    return matchedCount === 1;
  }

  /** Messages up to and with an id, newest first; from the newest when there is none. */
  async listUpTo(
    channelId: string,
    id: string | undefined,
    limit: number,
  ): Promise<StoredMessage[]> {
    const found = await this.messages
      .find(living(channelId, id === undefined ? {} : { _id: { $lte: new ObjectId(id) } }), {
        projection: shown,
      })
      .sort({ _id: -1 })
      .limit(limit)
      .batchSize(limit + 1)
      .toArray();
    return found.map(toStored);
  }

  /** Messages from an id on, oldest first. */
  async listFrom(channelId: string, id: string, limit: number): Promise<StoredMessage[]> {
    const found = await this.messages
      .find(living(channelId, { _id: { $gte: new ObjectId(id) } }), { projection: shown })
      .sort({ _id: 1 })
      .limit(limit)
      .batchSize(limit + 1)
      .toArray();
    return found.map(toStored);
  }

  /** Whether any message but a tombstone comes before or after an id. */
  async existsBeside(channelId: string, id: string, side: '$lt' | '$gt'): Promise<boolean> {
    const filter = living(channelId, { _id: { [side]: new ObjectId(id) } });
    return (await this.messages.findOne(filter, { projection: { _id: 1 } })) !== null;
  }

  /** Everything that changed after a number, tombstones too, in the order of the changes. */
  async listChanged(channelId: string, after: number, limit: number): Promise<StoredMessage[]> {
    const found = await this.messages
      .find({ channelId: new ObjectId(channelId), seq: { $gt: after } }, { projection: shown })
      .sort({ seq: 1 })
      .limit(limit)
      .batchSize(limit + 1)
      .toArray();
    return found.map(toStored);
  }

  /** Newest `n` among the last messages of the whole instance, by channel. */
  async listNewestNs(limit: number): Promise<Map<string, number>> {
    const found = await this.messages
      .find({}, { projection: { _id: 0, channelId: 1, n: 1 } })
      .sort({ _id: -1 })
      .limit(limit)
      .batchSize(limit + 1)
      .toArray();
    const newest = new Map<string, number>();
    for (const { channelId, n } of found) {
      const id = channelId.toHexString();
      newest.set(id, Math.max(n, newest.get(id) ?? 0));
    }
    return newest;
  }

  async deleteOfChannel(channelId: string): Promise<void> {
    await this.messages.deleteMany({ channelId: new ObjectId(channelId) });
  }
}

function inChannel(channelId: string, id: string): Filter<MessageDocument> {
  return { _id: new ObjectId(id), channelId: new ObjectId(channelId) };
}

function living(channelId: string, range: Filter<MessageDocument>): Filter<MessageDocument> {
  return { channelId: new ObjectId(channelId), deleted: false, ...range };
}

function toDocument(channelId: string, message: NumberedMessage): MessageDocument {
  const { id, authorId, n, seq, nonce, content, spans, createdAt } = message;
  return {
    _id: new ObjectId(id),
    channelId: new ObjectId(channelId),
    authorId: new ObjectId(authorId),
    n,
    seq,
    slots: [seq],
    nonce,
    content,
    spans,
    reactions: [],
    pinned: false,
    createdAt,
    deleted: false,
  };
}

function toStored(document: Omit<MessageDocument, 'slots' | 'nonce'>): StoredMessage {
  const { _id, channelId, authorId, reactions, digest, editedAt } = document;
  return {
    id: _id.toHexString(),
    channelId: channelId.toHexString(),
    authorId: authorId.toHexString(),
    n: document.n,
    seq: document.seq,
    content: document.content,
    spans: document.spans,
    reactions: reactions.map(({ emoji, userIds }) => ({
      emoji,
      userIds: userIds.map((id) => id.toHexString()),
    })),
    pinned: document.pinned,
    createdAt: document.createdAt,
    ...(editedAt && { editedAt }),
    ...(digest !== undefined && { digest }),
    deleted: document.deleted,
  };
}
