import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project folder. Nothing outside it is written, except caches of npm and of the browser. */
export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');

/** What the scripts keep: the Node runtime, stamps of what was built, the compile cache. Safe to delete at any time. */
export const krakenFolder = join(root, '.kraken');

/** @param {...string} parts */
export function inProject(...parts) {
  return join(root, ...parts);
}

/**
 * A folder under `.kraken`, made when it is missing.
 * @param {...string} parts
 */
export function ensureKrakenFolder(...parts) {
  const folder = join(krakenFolder, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/**
 * The JavaScript file behind an installed package's command, so that it can run under Node 24 without npm between.
 * @param {string} packageName
 * @param {string} [command] name in the package's `bin`, when it is not the package's own
 * @param {string} [workspace] where to look first, for a package that npm did not hoist
 */
export function toolPath(packageName, command = packageName, workspace = '.') {
  const folder = [join(root, workspace), root]
    .map((base) => join(base, 'node_modules', packageName))
    .find((candidate) => existsSync(join(candidate, 'package.json')));
  if (folder === undefined) throw new Error(`The package ${packageName} is not installed.`);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
}
