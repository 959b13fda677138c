import { limits } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { ReadyReport } from '../../platform/ready-report.ts';
import { UsersService } from '../users/users.service.ts';
import { SetupLinksRepository } from './setup-links.repository.ts';

/** Issues and checks the links by which a new Kraken finds its owner. */
@Injectable()
export class SetupLinksService {
  constructor(
    private readonly links: SetupLinksRepository,
    private readonly users: UsersService,
    report: ReadyReport,
  ) {
    report.setupPathFrom(() => this.issue());
  }

  /** The path of a new link, `/setup#token=…`; undefined once there is an owner. Links issued before stay good. */
  async issue(): Promise<string | undefined> {
    if (await this.users.hasInstanceOwner()) return undefined;
    const token = randomBytes(32).toString('base64url');
    await this.links.insert(digestOf(token), new Date(Date.now() + limits.setupLinkSeconds * 1000));
    // In the fragment: it never reaches a log of a proxy, nor a Referer header.
    return `/setup#token=${token}`;
  }

  isLive(token: string): Promise<boolean> {
    return this.links.isLive(digestOf(token));
  }

  async withdrawAll(): Promise<void> {
    await this.links.deleteAll();
  }
}

function digestOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
