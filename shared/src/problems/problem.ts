import { z } from 'zod';

/** Every refusal the server knows, by slug: the HTTP status it answers with and its title. */
export const problems = {
  'invalid-input': { status: 400, title: 'Something in the request is not as it should be' },
  'malformed-body': { status: 400, title: 'The body could not be read' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  'wrong-credentials': { status: 401, title: 'Username or password is wrong' },
  'session-ended': { status: 401, title: 'This session has ended' },
  forbidden: { status: 403, title: 'You may not do this' },
  'foreign-origin': { status: 403, title: 'This request came from another site' },
  'registration-closed': { status: 403, title: 'New accounts are not being accepted' },
  'invite-required': { status: 403, title: 'You need an invite to register here' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'invite-invalid': { status: 404, title: 'This invite does not exist or has run out' },
  'username-taken': { status: 409, title: 'This username is taken' },
  'nonce-reused': { status: 409, title: 'This send was already used for another message' },
  'owner-must-stay': { status: 409, title: 'The owner cannot leave their community' },
  'order-changed': { status: 409, title: 'The list has changed meanwhile' },
  'setup-closed': { status: 410, title: 'This Kraken is already set up' },
  'setup-link-invalid': { status: 403, title: 'This set-up link is wrong or has expired' },
  'limit-reached': { status: 409, title: 'A limit has been reached' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  'unsupported-media-type': { status: 415, title: 'This kind of content is not understood' },
  'rate-limited': { status: 429, title: 'Too fast: wait a moment' },
  'internal-error': { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'Kraken cannot answer just now' },
} as const satisfies Record<string, { status: number; title: string }>;

/** The slug of a problem: what programs compare. */
export type ProblemCode = keyof typeof problems;

const codes = Object.keys(problems) as [ProblemCode, ...ProblemCode[]];

/** RFC 9457 problem details, `application/problem+json`. */
export const Problem = z
  .object({
    /** `https://kraken.invalid/problems/<code>`: a name, not an address to fetch. */
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes),
    /** What happened in this case, for a person. */
    detail: z.string().optional(),
    /** Finds the request in the logs. */
    requestId: z.string().optional(),
    /** Seconds after which a repeat may succeed. */
    retryAfter: z.number().optional(),
    /** Which fields were refused, for `invalid-input`; `path` in dots. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

type ProblemExtras = Pick<Problem, 'detail' | 'requestId' | 'retryAfter' | 'errors'>;

/** The problem of that slug, with its status, title and type filled in. */
export function problemOf(code: ProblemCode, extras: ProblemExtras = {}): Problem {
  const { status, title } = problems[code];
  return { type: `https://kraken.invalid/problems/${code}`, title, status, code, ...extras };
}
