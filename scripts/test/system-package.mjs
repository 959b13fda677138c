import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runQuietly } from '../bootstrap/steps.mjs';

/** A package mirror that does not answer must not hold up the tests for longer. */
const installTimeoutMs = 240_000;

/**
 * The path of a command, as a shell would find it.
 * @param {string} name
 */
export function onPath(name) {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

/** @param {string} path */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * Installs a package of the system where that needs no question: as root, with apt. Answers whether it did.
 * @param {string} packageName
 */
export async function installSystemPackage(packageName) {
  if (process.getuid?.() !== 0 || onPath('apt-get') === undefined) return false;
  console.log(`  Installing the system's package ${packageName} …`);
  const env = {
    ...process.env,
    DEBIAN_FRONTEND: 'noninteractive',
    // Keeps Debian from starting a service beside the tests' own.
    RUNLEVEL: '1',
  };
  const options = { env, timeout: installTimeoutMs };
  await runQuietly('apt-get', ['update', '-q'], options);
  const install = ['install', '-y', '-q', '--no-install-recommends', packageName];
  return (await runQuietly('apt-get', install, options)).code === 0;
}
