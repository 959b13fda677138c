import { expect, it } from 'vitest';
import { readEnv } from '../../env.ts';
import { believedForMs } from './belief.ts';

const promised = 5_000;

it.each([
  { MONGODB_URL: 'mongodb://store.example/' },
  { REDIS_URL: 'redis://bus.example' },
  { MONGODB_URL: 'mongodb://store.example/', REDIS_URL: 'redis://bus.example' },
])('asks again within the promised five seconds where others may write: %o', (env) => {
  expect(believedForMs(readEnv(env))).toBeLessThan(promised);
});

it('believes longer where nobody else can write', () => {
  expect(believedForMs(readEnv({}))).toBeGreaterThan(promised);
});
