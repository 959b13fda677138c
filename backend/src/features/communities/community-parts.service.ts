import { Injectable } from '@nestjs/common';
import type { Community, CommunitySnapshot } from '@kraken/shared';
import type { Transaction } from '../../platform/mongo/mongo.ts';
import type { Standing } from './communities.access.ts';

type SnapshotParts = Omit<CommunitySnapshot, keyof Community | 'permissions'>;

/** What another feature keeps inside communities. All of it is optional but the sweep: nothing may outlive its community. */
export interface CommunityPart {
  /** Writes what a new community begins with, in the transaction that founds it. */
  found?(communityId: string, transaction: Transaction): Promise<void>;
  /** Its share of the snapshot, as this member may see it. */
  snapshot?(standing: Standing): Promise<Partial<SnapshotParts>>;
  /** Removes everything of a deleted community. May be interrupted and will be repeated. */
  sweep(communityId: string): Promise<void>;
}

/** Where features that build on communities sign up at start: communities themselves know none of them. */
@Injectable()
export class CommunityPartsService {
  private readonly parts: CommunityPart[] = [];

  add(part: CommunityPart): void {
    this.parts.push(part);
  }

  async found(communityId: string, transaction: Transaction): Promise<void> {
    for (const part of this.parts) await part.found?.(communityId, transaction);
  }

  async snapshot(standing: Standing): Promise<SnapshotParts> {
    const shares = await Promise.all(this.parts.map(async (part) => part.snapshot?.(standing)));
    return Object.assign({ channels: [] }, ...shares) as SnapshotParts;
  }

  async sweep(communityId: string): Promise<void> {
    for (const part of this.parts) await part.sweep(communityId);
  }
}
