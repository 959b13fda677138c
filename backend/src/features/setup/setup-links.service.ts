import { Injectable } from '@nestjs/common';
import { ReadyReport } from '../../platform/ready-report.ts';
import { UsersService } from '../users/users.service.ts';
import { digestOfSetupToken, issueSetupLink } from './setup-link.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';

/** The links by which a new Kraken finds its owner. */
@Injectable()
export class SetupLinksService {
  constructor(
    private readonly links: SetupLinksRepository,
    private readonly users: UsersService,
    report: ReadyReport,
  ) {
    report.setupPathFrom(() => this.issue());
  }

  /** The path of a new link; undefined once there is an owner. */
  async issue(): Promise<string | undefined> {
    if (await this.users.hasInstanceOwner()) return undefined;
    return issueSetupLink(this.links);
  }

  isLive(token: string): Promise<boolean> {
    return this.links.isLive(digestOfSetupToken(token));
  }

  withdrawAll(): Promise<void> {
    return this.links.deleteAll();
  }
}
