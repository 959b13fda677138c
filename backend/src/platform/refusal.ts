import type { Problem, ProblemCode } from '@kraken/shared';
import { problemOf } from '@kraken/shared';

type Extras = Pick<Problem, 'detail' | 'retryAfter' | 'errors'>;

/**
 * A refusal with a name. Thrown anywhere below a route or a socket signal, it becomes the problem that the client gets:
 *
 *     throw new Refusal('not-found');
 */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly extras: Extras;

  constructor(code: ProblemCode, extras: Extras = {}) {
    super(extras.detail ?? code);
    this.code = code;
    this.extras = extras;
  }

  get problem(): Problem {
    return problemOf(this.code, this.extras);
  }
}
