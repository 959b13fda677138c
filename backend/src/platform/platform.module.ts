import type { DynamicModule } from '@nestjs/common';
import { Global, Module } from '@nestjs/common';
import type { Env } from '../env.ts';
import { AccessModule } from './access/access.module.ts';
import { BusModule } from './bus/bus.module.ts';
import { ENV } from './env-token.ts';
import { FailPoints } from './fail-points.ts';
import { HttpModule } from './http/http.module.ts';
import { LiveModule } from './live/live.module.ts';
import { Logs } from './log/logs.ts';
import { Metrics } from './metrics/metrics.ts';
import { Mongo } from './mongo/mongo.ts';
import type { Secrets } from './data/secrets.ts';
import { SECRETS } from './data/secrets.ts';
import { ReadyReport } from './ready-report.ts';

/** What exists before the application is put together. */
export interface Foundation {
  env: Env;
  secrets: Secrets;
  mongo: Mongo;
}

/** Everything that knows no feature; global, so that features inject it without importing a module. */
@Global()
@Module({})
export class PlatformModule {
  static on({ env, secrets, mongo }: Foundation): DynamicModule {
    return {
      module: PlatformModule,
      imports: [BusModule, HttpModule, LiveModule, AccessModule],
      providers: [
        { provide: ENV, useValue: env },
        { provide: SECRETS, useValue: secrets },
        { provide: Mongo, useValue: mongo },
        FailPoints,
        Logs,
        Metrics,
        ReadyReport,
      ],
      exports: [ENV, SECRETS, Mongo, FailPoints, Logs, ReadyReport],
    };
  }
}
