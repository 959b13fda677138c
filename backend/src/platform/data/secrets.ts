import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Env } from '../../env.ts';
import { StartupError } from '../../env.ts';

/** Injects the keys of this instance: `@Inject(SECRETS) secrets: Secrets`. */
export const SECRETS = Symbol('secrets');

const Key = z.string().regex(/^[A-Za-z0-9_-]{43,}$/, 'is not a key of 256 bits or more');

const SecretsFile = z.object({ jwt: Key, links: Key });

export interface Secrets {
  /** Signs access tokens. */
  readonly jwt: string;
  /** Signs links to files and the like. */
  readonly links: string;
}

/**
 * The instance's keys, from `secrets.json` in the data folder. Missing ones are made once; what exists is never
 * overwritten, and a file that cannot be understood stops the start instead of signing everyone out.
 */
export function ensureSecrets(env: Env): Secrets {
  const file = join(env.KRAKEN_DATA, 'secrets.json');
  const stored = existsSync(file) ? readSecrets(file) : {};
  const made = { jwt: randomKey(), links: randomKey(), ...stored };
  if (Object.keys(stored).length < Object.keys(made).length) writeSecrets(file, made);
  const parsed = SecretsFile.safeParse(made);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    throw new StartupError(
      `The keys ${names} in ${file} are damaged. Restore the file from a backup.`,
    );
  }
  if (parsed.data.jwt === parsed.data.links)
    throw new StartupError(`Two keys in ${file} are equal. Restore the file from a backup.`);
  return { ...parsed.data, jwt: env.JWT_SECRET ?? parsed.data.jwt };
}

function randomKey(): string {
  return randomBytes(32).toString('base64url');
}

function readSecrets(file: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartupError(
      `${file} cannot be read. It holds the keys of this instance: restore it from a backup.`,
    );
  }
}

/** Written beside and moved into place, so that a crash leaves the old file or the new one, never half of it. */
function writeSecrets(file: string, secrets: Record<string, unknown>): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}
