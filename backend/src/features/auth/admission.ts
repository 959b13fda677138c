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

  /**
   * With an invite, the account, the use of the invite and the membership come to be together or not at all.
   * @returns the new person's id
   */
  async admit({ password, inviteCode, ...person }: Register): Promise<string> {
    requireOpenDoor(await this.instance.registrationMode(), inviteCode);
    if (inviteCode === undefined) return this.accounts.create(person, password);
    // First, so that without a working invite nobody learns which names are taken, nor has a password hashed.
    await this.invites.check(inviteCode);
    const account = await this.accounts.prepare(person, password);
    await this.invites.redeem(inviteCode, account.id, (transaction) =>
      this.accounts.insert(account, transaction),
    );
    return account.id;
  }
}

function requireOpenDoor(mode: RegistrationMode, inviteCode: string | undefined): void {
  if (mode === 'closed') throw new Refusal('registration-closed');
  if (mode === 'invite' && inviteCode === undefined) throw new Refusal('invite-required');
}
