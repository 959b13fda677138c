import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, krakenFolder } from './paths.mjs';

/** Tests and what is for them are no input of a build, so that writing one does not build again. */
const noInput = /\.test\.(ts|tsx|mjs)$|(^|\/)(node_modules|dist|testing)$/;

/**
 * A fingerprint of files and folders by path, size and time of change. Reading their content would take longer than
 * the rest of a start.
 * @param {readonly string[]} paths relative to the project folder; what does not exist counts as absent
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) addPath(hash, path);
  return hash.digest('hex');
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addPath(hash, path) {
  const facts = statSync(inProject(path), { throwIfNoEntry: false });
  if (facts === undefined || noInput.test(path)) return;
  if (!facts.isDirectory()) {
    hash.update(`${path}\0${facts.size}\0${facts.mtimeMs}\0`);
    return;
  }
  for (const name of readdirSync(inProject(path)).sort()) addPath(hash, `${path}/${name}`);
}

/** @param {string} name */
function stampPath(name) {
  return join(krakenFolder, 'stamps', name);
}

/**
 * What was written last under this name, or an empty text.
 * @param {string} name
 */
export function readStamp(name) {
  try {
    return readFileSync(stampPath(name), 'utf8');
  } catch {
    return '';
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function writeStamp(name, value) {
  mkdirSync(join(krakenFolder, 'stamps'), { recursive: true });
  writeFileSync(stampPath(name), value);
}

/** @param {string} name */
export function removeStamp(name) {
  rmSync(stampPath(name), { force: true });
}
