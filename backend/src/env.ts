import { resolve } from 'node:path';
import { z } from 'zod';

/** The only reader of `process.env`. Each variable carries the sentence that its documentation is made of. */

const port = z.coerce.number().int().min(0).max(65_535);

/** A secret given from outside is refused when it could be guessed. */
const secret = z.string().min(32, 'must be at least 32 characters long');

const address = (...schemes: string[]) =>
  z
    .url()
    .refine(
      (value) => URL.canParse(value) && schemes.includes(new URL(value).protocol.slice(0, -1)),
      `must begin with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    );

/** MongoDB's addresses may name several hosts, which `URL` does not understand. */
const mongoAddress = z
  .string()
  .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must begin with mongodb:// or mongodb+srv://');

/** `on`/`off`-like words would be guessed differently by everyone, so lists and numbers are all there is. */
const addressList = z
  .string()
  .transform((value) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )
  .pipe(
    z.array(
      z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
        error: 'must hold addresses or networks, separated by commas',
      }),
    ),
  );

export const environment = z.object({
  PORT: port.default(3000).describe('Port to serve on; 0 takes any free one.'),
  HOST: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on; `0.0.0.0` serves the whole network.'),
  KRAKEN_DATA: z
    .string()
    .min(1)
    .default('data')
    .transform((path) => resolve(path))
    .describe('Folder of everything Kraken stores: database, files, secrets, logs.'),
  PUBLIC_URL: address('http', 'https')
    .transform((value) => value.replace(/\/+$/, ''))
    .optional()
    .describe(
      'Address that people open, when it differs from the one listened on; behind TLS it begins with https.',
    ),
  TRUSTED_PROXIES: addressList
    .default([])
    .describe(
      'Addresses or networks of proxies in front, by commas; only they may name a visitor by `X-Forwarded-For`.',
    ),
  MONGODB_URL: mongoAddress
    .optional()
    .describe('A MongoDB replica set to use instead of the embedded database.'),
  MONGODB_DATABASE: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,60}$/)
    .default('kraken')
    .describe('Name of the database within it.'),
  REDIS_URL: address('redis', 'rediss')
    .optional()
    .describe('A Redis that connects several backends; one backend alone needs none.'),
  LIVEKIT_URL: address('ws', 'wss', 'http', 'https')
    .optional()
    .describe('A LiveKit server to use for voice and video instead of a managed one.'),
  LIVEKIT_API_KEY: z.string().min(1).optional().describe('Key of that LiveKit server.'),
  LIVEKIT_API_SECRET: secret.optional().describe('Secret of that LiveKit server.'),
  S3_ENDPOINT: address('http', 'https')
    .optional()
    .describe('An S3-compatible store for files instead of the data folder.'),
  S3_BUCKET: z.string().min(3).max(63).optional().describe('Bucket in that store.'),
  S3_REGION: z.string().min(1).optional().describe('Region of that store.'),
  S3_ACCESS_KEY: z.string().min(1).optional().describe('Access key of that store.'),
  S3_SECRET_KEY: z
    .string()
    .min(16, 'must be at least 16 characters long')
    .optional()
    .describe('Secret key of that store.'),
  SMTP_URL: address('smtp', 'smtps').optional().describe('A mail server for password resets.'),
  JWT_SECRET: secret
    .optional()
    .describe(
      'Key that signs access tokens; made once in the data folder when absent. All backends of one instance need the same.',
    ),
  LOG_FILE: z
    .string()
    .min(1)
    .transform((path) => resolve(path))
    .optional()
    .describe('File to write the log to instead of standard output.'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
    .default('info')
    .describe('Least severity that is logged.'),
  RATE_FACTOR: z.coerce
    .number()
    .positive()
    .default(1)
    .describe('Multiplies every rate limit; for load tests.'),
  NODE_ENV: z
    .enum(['production', 'development', 'test'])
    .optional()
    .describe('Set to `production` by `npm start`.'),
  FAIL_POINT: z
    .string()
    .regex(/^(before-commit|after-commit|before-broadcast|before-answer)(:[1-9]\d{0,5})?$/)
    .optional()
    .describe(
      'For tests only, refused in production: dies at this point of a write, at the given time it is reached.',
    ),
  METRICS_PORT: port
    .optional()
    .describe('Port for Prometheus metrics, on the loopback address only; absent means none.'),
});
export type Env = z.output<typeof environment>;

/** Start-up cannot go on; the message is for the person who starts Kraken. */
export class StartupError extends Error {}

/** Variables that come together or not at all. */
const groups: readonly (readonly (keyof Env)[])[] = [
  ['LIVEKIT_URL', 'LIVEKIT_API_KEY', 'LIVEKIT_API_SECRET'],
  ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY'],
];

/** Secrets that must differ from each other: one that leaks must not open another door. */
const secrets = ['JWT_SECRET', 'LIVEKIT_API_SECRET', 'S3_SECRET_KEY'] as const;

/**
 * Reads the environment whole and refuses it whole.
 * @throws {StartupError} naming every fault at once, never a value
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  // Compose files and shells hand over empty strings for what is not set.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const faults = parsed.success
    ? [...incompleteGroups(parsed.data), ...weakSecrets(parsed.data), ...testsOnly(parsed.data)]
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (parsed.success && faults.length === 0) return parsed.data;
  throw new StartupError(
    `Kraken cannot start with this environment:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
  );
}

function testsOnly(env: Env): string[] {
  if (env.FAIL_POINT === undefined || env.NODE_ENV !== 'production') return [];
  return ['FAIL_POINT: is for tests and not for production'];
}

function incompleteGroups(env: Env): string[] {
  return groups.flatMap((names) => {
    const missing = names.filter((name) => env[name] === undefined);
    if (missing.length === 0 || missing.length === names.length) return [];
    return [
      `${missing.join(', ')}: needed beside ${names.filter((name) => !missing.includes(name)).join(', ')}`,
    ];
  });
}

function weakSecrets(env: Env): string[] {
  const given = secrets.filter((name) => env[name] !== undefined);
  const weak = given
    .filter((name) => new Set(env[name]).size < 8)
    .map((name) => `${name}: repeats too few characters to be a secret`);
  const equal = given
    .filter((name, index) => given.findIndex((other) => env[other] === env[name]) < index)
    .map((name) => `${name}: equals another secret`);
  return [...weak, ...equal];
}
