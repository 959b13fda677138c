import type { InstanceRight, Me, UpdateMe, User } from '@kraken/shared';
import { ServerEvents } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { AudiencesOf } from '../../platform/live/audiences-of.ts';
import { Live } from '../../platform/live/live.ts';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import { isDuplicate } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { toChanges, toMe, toUser } from './users.mapper.ts';
import type { NewUser } from './users.repository.ts';
import { UsersRepository } from './users.repository.ts';

/** People, as themselves and as others may see them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly users: UsersRepository,
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

  async findIdByUsername(username: string): Promise<string | undefined> {
    return (await this.users.findByUsername(username))?._id.toHexString();
  }

  hasInstanceOwner(): Promise<boolean> {
    return this.users.hasOwner();
  }

  /** @throws {Refusal} `session-ended` when the account is gone and the session is its last trace */
  async getMe(userId: string): Promise<Me> {
    const user = await this.users.findById(userId);
    if (!user) throw new Refusal('session-ended');
    return toMe(user);
  }

  /** Told to the person's own devices, and, where others can see the difference, to those who share a community. */
  async updateMe(userId: string, update: UpdateMe): Promise<Me> {
    const changed = await this.users.update(userId, toChanges(update));
    if (!changed) throw new Refusal('session-ended');
    const user = toUser(changed);
    this.live.publish(ServerEvents.UserUpdated, { kind: 'user', userId }, user);
    const { settings: _own, ...visible } = update;
    if (Object.keys(visible).length > 0) {
      for (const communityId of await this.communitiesOf(userId)) {
        this.live.publish(ServerEvents.UserUpdated, { kind: 'community', communityId }, user);
      }
    }
    return toMe(changed);
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
    const ids = [...new Set(userIds)];
    if (ids.length === 0) return [];
    return (await this.users.listByIds(ids)).map(toUser);
  }

  /** @throws {Refusal} `forbidden` */
  async requireRight(userId: string, right: InstanceRight): Promise<void> {
    const { rights } = await this.getMe(userId);
    if (!rights.includes(right)) throw new Refusal('forbidden');
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
