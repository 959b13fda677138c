import 'reflect-metadata';
import { readEnv, StartupError } from './env.ts';
import { newSetupLink } from './new-setup-link.ts';

/** `npm run setup-link`: prints a new one-time link while Kraken is running and has no owner. */
try {
  console.log(await newSetupLink(readEnv()));
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
