import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Env } from '../../env.ts';

/** Leaves the address that Kraken serves on in the data folder, for commands that run beside it. */
export function noteAddress(env: Env, url: string): void {
  writeFileSync(fileOf(env), `${url}\n`);
}

/** The address that people open: as last noted here, or as the environment has it. */
export function knownAddress(env: Env): string {
  try {
    return readFileSync(fileOf(env), 'utf8').trim();
  } catch {
    return env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  }
}

function fileOf(env: Env): string {
  return join(env.KRAKEN_DATA, 'address');
}
