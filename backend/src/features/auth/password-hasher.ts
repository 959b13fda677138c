import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import type { Options } from '@node-rs/argon2';
import { availableParallelism } from 'node:os';
import { Refusal } from '../../platform/refusal.ts';

/**
 * Argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's Password Storage Cheat Sheet.
 * The library's default algorithm is Argon2id; its enum exists for the type checker only.
 */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashing runs on libuv's threads, of which there are four. More at once than cores only adds waiting. */
const concurrency = Math.min(availableParallelism(), 4);

/** About three seconds of waiting on two cores: longer, and the person has given up before the answer. */
const longestQueue = 150;

/** Hashes and verifies passwords off the event loop, a bounded number at a time. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  /** What an unknown username is compared with, so that it costs the same as a wrong password. */
  private readonly decoy = this.hash('the password of nobody');

  /** @returns PHC string with salt and parameters. */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(canonical(password), parameters));
  }

  /** False for an absent hash, after the same work as for a present one. */
  async verify(stored: string | undefined, password: string): Promise<boolean> {
    const compared = stored ?? (await this.decoy);
    const matches = await this.inTurn(() => verify(compared, canonical(password)));
    return matches && stored !== undefined;
  }

  private async inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.running < concurrency) this.running += 1;
    else await this.waitForTurn();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The place passes to the next in line without becoming free in between.
      if (next) next();
      else this.running -= 1;
    }
  }

  private waitForTurn(): Promise<void> {
    if (this.waiting.length >= longestQueue) {
      throw new Refusal('unavailable', {
        detail: 'Too many people are signing in at once.',
        retryAfter: 3,
      });
    }
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

/** One spelling for what looks the same: keyboards compose accents differently (NIST SP 800-63B, 5.1.1.2). */
function canonical(password: string): string {
  return password.normalize('NFKC');
}
