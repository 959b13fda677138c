import { Inject, Injectable } from '@nestjs/common';
import type { Rate } from '@kraken/shared';
import { rates } from '@kraken/shared';
import type { Env } from '../../env.ts';
import { ENV } from '../env-token.ts';
import { Refusal } from '../refusal.ts';
import type { Count } from './bus.ts';
import { Bus } from './bus.ts';
import { MemoryBus } from './memory-bus.ts';

/** Counts what people do against the rates of the contract. */
@Injectable()
export class RateLimiter {
  /** Counters of this backend alone. */
  private readonly here = new MemoryBus();

  constructor(
    private readonly bus: Bus,
    @Inject(ENV) private readonly env: Env,
  ) {}

  /**
   * Counts one over all backends. `subject` is who is counted: a user's id, an address, or both joined.
   * @throws {Refusal} `rate-limited` with the seconds to wait
   */
  async count(rate: Rate, subject: string): Promise<void> {
    this.judge(rate, await this.bus.increment(`rate:${rate}:${subject}`, rates[rate].seconds));
  }

  /** The same for this backend alone: for rates that are met with every request, where a question to Redis costs more. */
  countHere(rate: Rate, subject: string): void {
    this.judge(rate, this.here.incrementNow(`${rate}:${subject}`, rates[rate].seconds));
  }

  private judge(rate: Rate, { count, resetsIn }: Count): void {
    if (count <= rates[rate].count * this.env.RATE_FACTOR) return;
    throw new Refusal('rate-limited', { retryAfter: Math.max(1, Math.ceil(resetsIn)) });
  }
}
