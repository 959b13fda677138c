import type { InstanceRight, Me, UpdateMe, User } from '@kraken/shared';
import { ServerEvents } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AudiencesOf } from '../../platform/live/audiences-of.ts';
import { Live } from '../../platform/live/live.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import { isDuplicate } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { RememberedUsers } from './remembered-users.ts';
import { toChanges, toMe, toUser } from './users.mapper.ts';
import type { NewUser } from './users.repository.ts';
import { UsersRepository } from './users.repository.ts';

export type { NewUser };

/** People, as themselves and as others may see them. */
@Injectable()
export class UsersService {
  private readonly changes = new KeyedQueue();
  private ownerIsKnown = false;

  constructor(
    private readonly users: UsersRepository,
    private readonly remembered: RememberedUsers,
    private readonly live: Live,
    private readonly modules: ModuleRef,
  ) {}

  newId(): string {
    return this.users.newId();
  }

  /** @throws {Refusal} `username-taken`; `setup-closed` for a second owner of the instance */
  async create(user: NewUser, transaction: Transaction): Promise<void> {
    try {
      await this.users.insert(user, transaction);
    } catch (error) {
      if (isDuplicate(error, 'instanceOwner_1')) throw new Refusal('setup-closed');
      if (isDuplicate(error)) throw new Refusal('username-taken');
      throw error;
    }
  }

  /** @throws {Refusal} `username-taken` */
  async requireFreeUsername(username: string): Promise<void> {
    if (await this.users.findByUsername(username)) throw new Refusal('username-taken');
  }

  async findByUsername(username: string): Promise<Me | null> {
    const user = await this.users.findByUsername(username);
    return user && toMe(user);
  }

  /** Once true it stays so, and is not asked again. */
  async hasInstanceOwner(): Promise<boolean> {
    this.ownerIsKnown ||= await this.users.hasOwner();
    return this.ownerIsKnown;
  }

  /** @throws {Refusal} `session-ended` when the account is gone and the session is its last trace */
  async getMe(userId: string): Promise<Me> {
    const user = await this.users.findById(userId);
    if (!user) throw new Refusal('session-ended');
    return toMe(user);
  }

  /** Changes of one person follow each other, so that the last one told is the one that stays. */
  updateMe(userId: string, update: UpdateMe): Promise<Me> {
    return this.changes.run(userId, async () => {
      const changed = await this.users.update(userId, toChanges(update));
      if (!changed) throw new Refusal('session-ended');
      this.remembered.forget(userId);
      const { settings: _own, ...visible } = update;
      const me = toMe(changed);
      this.live.publish(ServerEvents.UserUpdated, { kind: 'user', userId }, me);
      if (Object.keys(visible).length > 0) await this.tellOthers(toUser(changed));
      return me;
    });
  }

  /** @throws {Refusal} `not-found` unless the two are the same or in a community together */
  async getFor(viewerId: string, userId: string): Promise<User> {
    if (viewerId !== userId && !(await this.shareCommunity(viewerId, userId))) {
      throw new Refusal('not-found');
    }
    const user = await this.users.findById(userId);
    if (!user) throw new Refusal('not-found');
    return toUser(user);
  }

  /** The people of these ids, each once, in no order; who is gone is left out. For answers that carry their authors. */
  async list(userIds: Iterable<string>): Promise<User[]> {
    return (await this.remembered.list(new Set(userIds))).map(toUser);
  }

  /** @throws {Refusal} `forbidden` */
  async requireRight(userId: string, right: InstanceRight): Promise<void> {
    const { rights } = await this.getMe(userId);
    if (!rights.includes(right)) throw new Refusal('forbidden');
  }

  /** Those who share a community hear of what they can see; settings are for the person's own devices alone. */
  private async tellOthers(user: User): Promise<void> {
    for (const communityId of await this.communitiesOf(user.id)) {
      this.live.publish(ServerEvents.UserUpdated, { kind: 'community', communityId }, user);
    }
  }

  private async shareCommunity(userId: string, otherId: string): Promise<boolean> {
    const [own, others] = await Promise.all([
      this.communitiesOf(userId),
      this.communitiesOf(otherId),
    ]);
    const shared = new Set(own);
    return others.some((id) => shared.has(id));
  }

  private async communitiesOf(userId: string): Promise<string[]> {
    // Found late: communities themselves rest on people.
    const audiences = await this.modules.get(AudiencesOf, { strict: false }).list(userId);
    return audiences.flatMap((audience) =>
      audience.kind === 'community' ? [audience.communityId] : [],
    );
  }
}
