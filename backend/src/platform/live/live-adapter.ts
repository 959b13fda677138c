import type { Provider } from '@nestjs/common';
import type { ServerOptions } from 'socket.io';
import type { Env } from '../../env.ts';
import type { RedisClients } from '../bus/redis-clients.ts';
import { REDIS } from '../bus/redis-token.ts';
import { ENV } from '../env-token.ts';
import { CoalescingAdapter } from './coalescing-adapter.ts';

/** Injects what carries events to sockets: of this backend, or of all that share a Redis. */
export const LIVE_ADAPTER = Symbol('live adapter');

export type LiveAdapter = ServerOptions['adapter'];

export const liveAdapter: Provider = {
  provide: LIVE_ADAPTER,
  inject: [REDIS, ENV],
  useFactory: async (redis: RedisClients | null, env: Env): Promise<LiveAdapter> => {
    if (!redis) return CoalescingAdapter;
    const { coalescingRedisAdapter } = await import('./redis-adapter.ts');
    return coalescingRedisAdapter(redis, env.MONGODB_DATABASE);
  },
};
