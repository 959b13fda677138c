/** Injects the connections to Redis: `RedisClients`, or null without one. Its library is loaded only where there is one. */
export const REDIS = Symbol('redis');
