import type { ChangePassword, Me } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import { Mongo } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import type { NewUser } from '../users/users.service.ts';
import { UsersService } from '../users/users.service.ts';
import { CredentialsRepository } from './credentials.repository.ts';
import { PasswordHasher } from './password-hasher.ts';

export type PreparedAccount = NewUser & { passwordHash: string };

/** Who proved to be whom, and by what. */
export interface Proof {
  user: Me;
  /** The stored hash that matched: while it is the stored one, the proof holds. */
  passwordHash: string;
}

/** Accounts: a person together with the password that they prove themselves by. */
@Injectable()
export class AccountsService {
  constructor(
    private readonly users: UsersService,
    private readonly credentials: CredentialsRepository,
    private readonly hasher: PasswordHasher,
    private readonly mongo: Mongo,
  ) {}

  /**
   * Everything about a new account that takes long; nothing is stored yet.
   * @throws {Refusal} `username-taken`, where that shows already
   */
  async prepare(user: Omit<NewUser, 'id'>, password: string): Promise<PreparedAccount> {
    await this.users.requireFreeUsername(user.username);
    return { ...user, id: this.users.newId(), passwordHash: await this.hasher.hash(password) };
  }

  /** @throws {Refusal} `username-taken`, by the last word of the unique index */
  async insert(
    { passwordHash, ...user }: PreparedAccount,
    transaction: Transaction,
  ): Promise<void> {
    await this.users.create(user, transaction);
    await this.credentials.insert(user.id, passwordHash, transaction);
  }

  /**
   * Both at once.
   * @returns the new person's id
   * @throws {Refusal} `username-taken`
   */
  async create(user: Omit<NewUser, 'id'>, password: string): Promise<string> {
    const account = await this.prepare(user, password);
    await this.mongo.transaction((transaction) => this.insert(account, transaction));
    return account.id;
  }

  /**
   * Takes the same work and gives the same refusal whether the name or the password is wrong.
   * @throws {Refusal} `wrong-credentials`
   */
  async prove(username: string, password: string): Promise<Proof> {
    const user = await this.users.findByUsername(username);
    // Of nobody, too: the store's answer takes a time that can be measured.
    const passwordHash = await this.credentials.findPasswordHash(user?.id ?? this.users.newId());
    const matches = await this.hasher.verify(passwordHash, password);
    if (!user || !passwordHash || !matches) throw new Refusal('wrong-credentials');
    return { user, passwordHash };
  }

  /** False once the password has been changed, or the account is gone. */
  async stillHolds({ user, passwordHash }: Proof): Promise<boolean> {
    return (await this.credentials.findPasswordHash(user.id)) === passwordHash;
  }

  /** @throws {Refusal} `wrong-credentials` when the current password is not, or just was not any more, the right one */
  async changePassword(userId: string, change: ChangePassword): Promise<void> {
    const stored = await this.credentials.findPasswordHash(userId);
    const matches = await this.hasher.verify(stored, change.currentPassword);
    if (!stored || !matches) throw new Refusal('wrong-credentials');
    const changed = await this.hasher.hash(change.newPassword);
    if (!(await this.credentials.updatePasswordHash(userId, stored, changed))) {
      throw new Refusal('wrong-credentials');
    }
  }
}
