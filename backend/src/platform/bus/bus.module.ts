import type { OnApplicationShutdown } from '@nestjs/common';
import { Global, Injectable, Module } from '@nestjs/common';
import type { Env } from '../../env.ts';
import { ENV } from '../env-token.ts';
import { Bus } from './bus.ts';
import { MemoryBus } from './memory-bus.ts';
import { RateLimiter } from './rate-limiter.ts';
import { RedisBus } from './redis-bus.ts';
import type { RedisClients } from './redis-clients.ts';
import { REDIS } from './redis-token.ts';

/** Lets go of the other backends when the application ends. */
@Injectable()
class BusEnd implements OnApplicationShutdown {
  constructor(private readonly bus: Bus) {}

  async onApplicationShutdown(): Promise<void> {
    await this.bus.close();
  }
}

@Global()
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [ENV],
      useFactory: async (env: Env): Promise<RedisClients | null> => {
        if (env.REDIS_URL === undefined) return null;
        const { RedisClients } = await import('./redis-clients.ts');
        return new RedisClients(env.REDIS_URL);
      },
    },
    {
      provide: Bus,
      inject: [REDIS, ENV],
      // Several instances may share one Redis: each speaks under the name of its database.
      useFactory: (clients: RedisClients | null, env: Env) =>
        clients ? new RedisBus(clients, `kraken:${env.MONGODB_DATABASE}:`) : new MemoryBus(),
    },
    RateLimiter,
    BusEnd,
  ],
  exports: [Bus, RateLimiter, REDIS],
})
export class BusModule {}
