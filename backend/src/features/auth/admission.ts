import type { Register, RegistrationMode } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { Refusal } from '../../platform/refusal.ts';
import { InstanceService } from '../instance/instance.service.ts';
import { InvitesService } from '../invites/invites.service.ts';
import { AccountsService } from './accounts.service.ts';

/** Who may make an account here. Every way to a new account but the set-up leads through `admit`. */
@Injectable()
export class Admission {
  constructor(
    private readonly instance: InstanceService,
    private readonly invites: InvitesService,
    private readonly accounts: AccountsService,
  ) {}

  /** @returns the new person's id */
  async admit({ password, inviteCode, ...person }: Register): Promise<string> {
    requireOpenDoor(await this.instance.registrationMode(), inviteCode);
    const userId = await this.accounts.create(person, password);
    if (inviteCode !== undefined) await this.redeem(inviteCode, userId);
    return userId;
  }

  /** Nobody can have signed in before this is done: without a use of the invite there is no account. */
  private async redeem(code: string, userId: string): Promise<void> {
    try {
      await this.invites.redeem(code, userId);
    } catch (error) {
      await this.accounts.remove(userId);
      throw error;
    }
  }
}

function requireOpenDoor(mode: RegistrationMode, inviteCode: string | undefined): void {
  if (mode === 'closed') throw new Refusal('registration-closed');
  if (mode === 'invite' && inviteCode === undefined) throw new Refusal('invite-required');
}
