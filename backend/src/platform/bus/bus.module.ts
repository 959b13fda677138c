import { Global, Module } from '@nestjs/common';
import { Bus } from './bus.ts';
import { MemoryBus } from './memory-bus.ts';
import { RateLimiter } from './rate-limiter.ts';

@Global()
@Module({
  providers: [{ provide: Bus, useClass: MemoryBus }, RateLimiter],
  exports: [Bus, RateLimiter],
})
export class BusModule {}
