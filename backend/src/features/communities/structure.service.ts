import { Injectable } from '@nestjs/common';
import { Bus } from '../../platform/bus/bus.ts';
import { Mongo, type Transaction } from '../../platform/mongo/mongo.ts';
import { Refusal } from '../../platform/refusal.ts';
import { CommunitiesRepository } from './communities.repository.ts';
import { KeyedQueue } from '../../platform/memory/keyed-queue.ts';
import { structureChanged } from './communities.access.ts';

/** How a change of structure is written, and told once it is committed. */
export interface StructureChange<T> {
  communityId: string;
  /** Answers what was written, or null when there was nothing to change. May run more than once. */
  write: (transaction: Transaction) => Promise<T | null>;
  tell: (written: T, version: number) => void;
}

/**
 * Every change of a community's structure goes through here: what is written and the next `version` are committed
 * together, caches forget, and only then is it told. Changes of one community follow each other on this backend, so
 * their events leave in the order of the version; changes made elsewhere at the same moment meet in the database.
 */
@Injectable()
export class StructureService {
  private readonly queue = new KeyedQueue();

  constructor(
    private readonly mongo: Mongo,
    private readonly communities: CommunitiesRepository,
    private readonly bus: Bus,
  ) {}

  /** @throws {Refusal} `not-found` when the community is gone */
  change<T>({ communityId, write, tell }: StructureChange<T>): Promise<T | null> {
    return this.queue.run(communityId, async () => {
      const done = await this.mongo.transaction(async (transaction) => {
        const written = await write(transaction);
        if (written === null) return null;
        const community = await this.communities.advance(communityId, transaction);
        if (community === null) throw new Refusal('not-found');
        return { written, version: community.version };
      });
      if (done === null) return null;
      this.bus.publish(structureChanged, { communityId });
      tell(done.written, done.version);
      return done.written;
    });
  }
}
