import type { Problem, ProblemCode } from '@kraken/shared';

/** A refusal of the server, as something that can be thrown; `code` is what programs compare. */
export class ApiProblem extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiProblem';
    this.problem = problem;
  }

  get code(): ProblemCode {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

/** The server could not be reached, or something in between answered in its place. */
export class NetworkFailure extends Error {
  constructor(cause: unknown) {
    super('The server could not be reached', { cause });
    this.name = 'NetworkFailure';
  }
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    'status' in body &&
    typeof body.code === 'string' &&
    typeof body.status === 'number'
  );
}

/** Turns whatever a failed request left behind into an error with a name. */
export function toApiError(body: unknown, response: Response | undefined): Error {
  if (isProblem(body)) return new ApiProblem(body);
  if (body instanceof Error && (body instanceof ApiProblem || body.name === 'AbortError'))
    return body;
  return new NetworkFailure(response ? `HTTP ${response.status}` : body);
}

export function hasCode(error: unknown, ...codes: ProblemCode[]): boolean {
  return error instanceof ApiProblem && codes.includes(error.code);
}
