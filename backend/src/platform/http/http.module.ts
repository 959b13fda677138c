import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { HealthController } from './health.controller.ts';
import { OpenapiController } from './openapi.controller.ts';
import { OpenapiDocument } from './openapi-document.ts';
import { ProblemFilter } from './problem.filter.ts';
import { Readiness } from './readiness.ts';
import { SchemaPipe } from './schema.pipe.ts';

@Global()
@Module({
  controllers: [HealthController, OpenapiController],
  providers: [
    OpenapiDocument,
    Readiness,
    ProblemFilter,
    { provide: APP_FILTER, useExisting: ProblemFilter },
    { provide: APP_PIPE, useClass: SchemaPipe },
  ],
  exports: [Readiness, ProblemFilter],
})
export class HttpModule {}
