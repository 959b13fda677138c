import type { InstanceRight, Settings } from '@kraken/shared';
import { defaultSettings } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Collection, UpdateFilter } from 'mongodb';
import { ObjectId } from 'mongodb';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import { Mongo } from '../../platform/mongo/mongo.ts';

export interface StoredStatus {
  text: string;
  expiresAt?: Date;
}

/**
 * A person. The password lies elsewhere (`credentials`), so that no list of people ever carries it.
 * Indexes: `username` unique; `instanceOwner` unique and sparse, so that the store itself keeps a second owner out.
 */
export interface UserDocument {
  _id: ObjectId;
  username: string;
  displayName: string;
  pronouns: string;
  bio: string;
  customStatus: StoredStatus | null;
  rights: InstanceRight[];
  settings: Settings;
  /** Present on the one who set this Kraken up. */
  instanceOwner?: true;
  createdAt: Date;
}

export interface NewUser {
  id: string;
  username: string;
  /** The username where absent. */
  displayName?: string | undefined;
  /** The one who sets this Kraken up. */
  isInstanceOwner?: boolean;
}

/** Fields that a person changes on themselves. */
export type UserChanges = Partial<
  Pick<UserDocument, 'displayName' | 'pronouns' | 'bio' | 'customStatus'>
> & { settings?: Partial<Settings> };

/** On small and friendly instances everyone may open a community; the owner may manage all of it. */
const everyonesRights: InstanceRight[] = ['community.create'];
const ownersRights: InstanceRight[] = ['instance.manage', 'community.create'];

@Injectable()
export class UsersRepository {
  private readonly users: Collection<UserDocument>;

  constructor(mongo: Mongo) {
    this.users = mongo.collection<UserDocument>('users');
  }

  newId(): string {
    return new ObjectId().toHexString();
  }

  /** @throws a duplicate error of `username_1` or `instanceOwner_1` */
  async insert(user: NewUser, transaction: Transaction): Promise<void> {
    const document: UserDocument = {
      _id: new ObjectId(user.id),
      username: user.username,
      displayName: user.displayName ?? user.username,
      pronouns: '',
      bio: '',
      customStatus: null,
      rights: user.isInstanceOwner ? ownersRights : everyonesRights,
      settings: defaultSettings,
      ...(user.isInstanceOwner && { instanceOwner: true as const }),
      createdAt: new Date(),
    };
    await this.users.insertOne(document, { session: transaction });
  }

  findById(id: string): Promise<UserDocument | null> {
    return this.users.findOne({ _id: new ObjectId(id) });
  }

  findByUsername(username: string): Promise<UserDocument | null> {
    return this.users.findOne({ username });
  }

  listByIds(ids: readonly string[]): Promise<UserDocument[]> {
    return this.users.find({ _id: { $in: ids.map((id) => new ObjectId(id)) } }).toArray();
  }

  async hasOwner(): Promise<boolean> {
    return (await this.users.findOne({ instanceOwner: true }, { projection: { _id: 1 } })) !== null;
  }

  /** The person after the change; null when there is none. */
  update(id: string, { settings, ...fields }: UserChanges): Promise<UserDocument | null> {
    const changed: NonNullable<UpdateFilter<UserDocument>['$set']> = { ...fields };
    for (const [name, value] of Object.entries(settings ?? {})) {
      Object.assign(changed, { [`settings.${name}`]: value });
    }
    // The store refuses an empty $set; a change of nothing is a read.
    if (Object.keys(changed).length === 0) return this.findById(id);
    return this.users.findOneAndUpdate(
      { _id: new ObjectId(id) },
      { $set: changed },
      { returnDocument: 'after' },
    );
  }
}
