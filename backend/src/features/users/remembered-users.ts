import { Injectable } from '@nestjs/common';
import { Bus, topic } from '../../platform/bus/bus.ts';
import { type UserDocument, UsersRepository } from './users.repository.ts';

/** Somebody changed; every backend forgets what it remembers of them. */
export const userChanged = topic<{ userId: string }>('user.changed');

const REMEMBERED = 20_000;
/** What a notice that got lost between backends can cost. */
const AGE_MS = 15_000;

/** People whom answers are full of: authors, the mentioned, members. Asks the store once for all it does not remember. */
@Injectable()
export class RememberedUsers {
  private readonly byId = new Map<string, { user: UserDocument; readAt: number }>();
  /** Counts what has been forgotten: what was read before a change is not remembered after it. */
  private changes = 0;

  constructor(
    private readonly users: UsersRepository,
    private readonly bus: Bus,
  ) {
    bus.subscribe(userChanged, ({ userId }) => {
      this.changes++;
      this.byId.delete(userId);
    });
  }

  /** Those of the ids who exist, each once. */
  async list(ids: ReadonlySet<string>): Promise<UserDocument[]> {
    const now = performance.now();
    const found: UserDocument[] = [];
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.byId.get(id);
      if (known && now - known.readAt < AGE_MS) found.push(known.user);
      else missing.push(id);
    }
    if (missing.length > 0) found.push(...(await this.read(missing, now)));
    return found;
  }

  /** After the commit of a change, before anyone is told of it. */
  forget(userId: string): void {
    this.bus.publish(userChanged, { userId });
  }

  private async read(ids: readonly string[], now: number): Promise<UserDocument[]> {
    const { changes } = this;
    const users = await this.users.listByIds(ids);
    if (changes !== this.changes) return users;
    for (const user of users) {
      const id = user._id.toHexString();
      this.byId.delete(id);
      this.byId.set(id, { user, readAt: now });
    }
    for (const oldest of this.byId.keys()) {
      if (this.byId.size <= REMEMBERED) break;
      this.byId.delete(oldest);
    }
    return users;
  }
}
