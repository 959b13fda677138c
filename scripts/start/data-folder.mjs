import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { root } from '../bootstrap/paths.mjs';
import { Refusal } from '../bootstrap/steps.mjs';

/** One earlier log of this size is kept beside the current one. */
const logBytesBeforeRotation = 16 * 1024 * 1024;

/**
 * The folder that holds all data, proven to be writable.
 * @param {NodeJS.ProcessEnv} env
 */
export function prepareDataFolder(env) {
  const folder = resolve(root, env['KRAKEN_DATA'] || 'data');
  const probe = join(folder, `.write-test-${process.pid}`);
  try {
    makeFolder(folder);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Refusal(
      `Kraken cannot write to its data folder ${folder} (${/** @type {Error} */ (error).message}). ` +
        'Make it writable for this user, or choose another one: KRAKEN_DATA=/path npm start',
    );
  }
  return folder;
}

/**
 * Step by step, because Node's own recursive way never ends under `/proc`, where a folder can be asked for but not made.
 * @param {string} path
 */
function makeFolder(path) {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

/**
 * The path of the log file, with a grown one moved aside.
 * @param {string} dataFolder
 */
export function prepareLogFile(dataFolder) {
  const file = join(dataFolder, 'logs', 'kraken.log');
  mkdirSync(join(dataFolder, 'logs'), { recursive: true });
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logBytesBeforeRotation) renameSync(file, `${file}.1`);
  return file;
}
