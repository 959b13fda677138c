import { Inject, Injectable } from '@nestjs/common';
import type { Env } from '../env.ts';
import { ENV } from './env-token.ts';

/** Places in a write where a test may let the process die. */
export const failPointNames = [
  'before-commit',
  'after-commit',
  'before-broadcast',
  'before-answer',
] as const;
export type FailPointName = (typeof failPointNames)[number];

/** Lets the process die like a power cut where FAIL_POINT says; start-up refuses that variable in production. */
@Injectable()
export class FailPoints {
  private readonly name: string | undefined;
  private remaining: number;

  constructor(@Inject(ENV) env: Env) {
    const [name, times = '1'] = env.FAIL_POINT?.split(':') ?? [];
    this.name = name;
    this.remaining = Number(times);
  }

  reach(name: FailPointName): void {
    if (this.name !== name) return;
    this.remaining--;
    if (this.remaining <= 0) process.kill(process.pid, 'SIGKILL');
  }
}
