import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { npmCommand } from './npm.mjs';
import { inProject, root } from './paths.mjs';
import { readStamp, writeStamp } from './stamps.mjs';
import { Refusal, runStep } from './steps.mjs';

const stampName = 'packages';

/**
 * Installs the packages of the lock file when they are not there.
 * @param {string} node
 */
export async function ensurePackages(node) {
  const lockText = readFileSync(inProject('package-lock.json'), 'utf8');
  const lockHash = createHash('sha256').update(lockText).digest('hex');
  const installed = readInstalled();
  if (installed !== null && readStamp(stampName) === lockHash) return;
  if (installed === null || !isSatisfied(JSON.parse(lockText), installed)) await install(node);
  writeStamp(stampName, lockHash);
}

/**
 * What npm noted when it last wrote `node_modules`, or null when there is nothing.
 * @returns {{ packages: Record<string, LockedPackage> } | null}
 */
function readInstalled() {
  try {
    return JSON.parse(readFileSync(inProject('node_modules/.package-lock.json'), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Someone who ran `npm install` has changed the lock file and needs no second install, so the lock file's hash alone
 * does not decide. Optional packages may be for another platform.
 * @typedef {{ version?: string, link?: boolean, optional?: boolean }} LockedPackage
 * @param {{ packages: Record<string, LockedPackage> }} lock
 * @param {{ packages: Record<string, LockedPackage> }} installed
 */
export function isSatisfied(lock, installed) {
  return Object.entries(lock.packages).every(([path, locked]) => {
    if (!path.includes('node_modules/') || locked.optional) return true;
    const found = installed.packages[path];
    return (
      found !== undefined && (locked.link ? found.link === true : found.version === locked.version)
    );
  });
}

/**
 * `npm ci` refuses a lock file that lists no native parts for other platforms, which is what npm writes where a registry
 * lacks them. `npm install --no-save` then installs the same versions without touching the lock file.
 * @param {string} node
 */
async function install(node) {
  try {
    await runNpm(node, ['ci']);
  } catch (error) {
    if (!(error instanceof Refusal) || !error.message.includes('EUSAGE')) throw error;
    await runNpm(node, ['install', '--no-save']);
  }
}

/**
 * Install scripts stay off: no package needs one (native parts come prebuilt), and some only count installs.
 * @param {string} node
 * @param {readonly string[]} command
 */
async function runNpm(node, command) {
  const npm = npmCommand(node);
  await runStep('Installing packages', npm.command, {
    arguments: [
      ...npm.leadingArguments,
      ...command,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ],
    cwd: root,
    // npm leaves out what only development needs when the environment says production.
    env: { ...npm.env, NODE_ENV: 'development' },
    shell: npm.shell,
  });
}
