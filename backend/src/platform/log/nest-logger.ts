import type { LoggerService } from '@nestjs/common';
import type { Logs } from './logs.ts';

/** Lets NestJS speak through the log; what it says at start about each route is left out. */
export class NestLogger implements LoggerService {
  constructor(private readonly logs: Logs) {}

  log(): void {}

  warn(message: unknown): void {
    this.logs.warn('nest', { message: String(message) });
  }

  error(message: unknown, stack?: string): void {
    const error =
      message instanceof Error ? message : Object.assign(new Error(), { stack: stack ?? '' });
    this.logs.fault('nest', error);
  }
}
