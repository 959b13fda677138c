import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { destination, pino } from 'pino';
import type { Env } from '../../env.ts';
import { ENV } from '../env-token.ts';

/**
 * The log: JSON lines, for operators. Message text, tokens, file names and addresses never go in; errors are logged by
 * kind and place, because their messages may quote input.
 */
@Injectable()
export class Logs {
  private readonly logger: Logger;

  constructor(@Inject(ENV) env: Env) {
    const target =
      env.LOG_FILE === undefined
        ? destination({ fd: 1, sync: false })
        : destination({ dest: env.LOG_FILE, mkdir: true, sync: false });
    this.logger = pino(
      { level: env.LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime },
      target,
    );
  }

  info(what: string, facts: LogFacts = {}): void {
    this.logger.info(facts, what);
  }

  warn(what: string, facts: LogFacts = {}): void {
    this.logger.warn(facts, what);
  }

  debug(what: string, facts: LogFacts = {}): void {
    this.logger.debug(facts, what);
  }

  /** Something broke that should not have. */
  fault(what: string, error: unknown, facts: LogFacts = {}): void {
    this.logger.error({ ...facts, error: describe(error) }, what);
  }
}

export type LogFacts = Record<string, string | number | boolean | undefined>;

/** Kind, code and place of an error. Its message is left out: drivers and parsers quote what they were given. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number')
      ? error.code
      : undefined;
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
  return { kind: error.name, code, stack };
}
