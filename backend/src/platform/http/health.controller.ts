import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Route } from '../access/route.ts';
import { Mongo } from '../mongo/mongo.ts';
import { Refusal } from '../refusal.ts';
import { Readiness } from './readiness.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });
type Health = z.infer<typeof Health>;

/** What a supervisor asks. */
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly mongo: Mongo,
  ) {}

  @Get('health')
  @Route('health.live', { summary: 'Whether the process answers at all.', answers: Health })
  live(): Health {
    return { status: 'ok' };
  }

  @Get('ready')
  @Route('health.ready', {
    summary: 'Whether new work is wanted and can be done.',
    answers: Health,
  })
  async ready(): Promise<Health> {
    if (!this.readiness.isReady) throw new Refusal('unavailable', { retryAfter: 15 });
    await this.mongo.db.command({ ping: 1 });
    return { status: 'ok' };
  }
}
