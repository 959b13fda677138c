import type { Setup } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../../platform/refusal.ts';
import { AccountsService } from '../auth/accounts.service.ts';
import type { Entry } from '../auth/auth.service.ts';
import { AuthService } from '../auth/auth.service.ts';
import type { Place } from '../../platform/http/place.ts';
import { CommunitiesService } from '../communities/communities.service.ts';
import { InstanceService } from '../instance/instance.service.ts';
import { UsersService } from '../users/users.service.ts';
import { SetupLinksService } from './setup-links.service.ts';

const defaultCommunityName = 'Home';

/** The first run: from an empty Kraken to one with an owner and a place to talk. */
@Injectable()
export class SetupService {
  constructor(
    private readonly links: SetupLinksService,
    private readonly accounts: AccountsService,
    private readonly users: UsersService,
    private readonly instance: InstanceService,
    private readonly communities: CommunitiesService,
    private readonly auth: AuthService,
  ) {}

  /**
   * The moment that counts is the owner's account: the store takes only one, so of two at once one goes on. Should the
   * program die right after it, the owner can sign in and do the rest by hand.
   * @throws {Refusal} `setup-closed`, `setup-link-invalid`
   */
  async complete(setup: Setup, place: Place): Promise<Entry> {
    const ownerId = await this.createOwner(setup);
    await this.links.withdrawAll();
    if (setup.instanceName !== undefined) await this.instance.name(setup.instanceName);
    await this.communities.create(ownerId, { name: setup.communityName ?? defaultCommunityName });
    return this.auth.enter(ownerId, place);
  }

  private async createOwner({ token, username, password }: Setup): Promise<string> {
    await this.requireOpen();
    if (!(await this.links.isLive(token))) throw new Refusal('setup-link-invalid');
    try {
      return await this.accounts.create({ username, isInstanceOwner: true }, password);
    } catch (error) {
      // The other one of two with the same name is told of the owner, not of the name.
      await this.requireOpen();
      throw error;
    }
  }

  private async requireOpen(): Promise<void> {
    if (await this.users.hasInstanceOwner()) throw new Refusal('setup-closed');
  }
}
