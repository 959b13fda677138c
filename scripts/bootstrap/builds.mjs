import { existsSync } from 'node:fs';
import { environmentFor } from './npm.mjs';
import { inProject, toolPath } from './paths.mjs';
import { fingerprint, readStamp, removeStamp, writeStamp } from './stamps.mjs';
import { runStep } from './steps.mjs';

/**
 * @typedef {'backend' | 'frontend'} BuildName
 * @typedef {{ inputs: readonly string[], output: string, command: () => string[] }} Build
 */

const sharedInputs = [
  'package-lock.json',
  'tsconfig.base.json',
  'shared/package.json',
  'shared/src',
];

/** @type {Record<BuildName, Build>} */
const builds = {
  backend: {
    inputs: [
      ...sharedInputs,
      'backend/build.mjs',
      'backend/package.json',
      'backend/prisma',
      'backend/src',
      'backend/tsconfig.json',
      'embedded-mongo/package.json',
      'embedded-mongo/src',
    ],
    output: 'backend/dist/main.js',
    command: () => ['build.mjs'],
  },
  frontend: {
    inputs: [
      ...sharedInputs,
      'frontend/build',
      'frontend/index.html',
      'frontend/package.json',
      'frontend/public',
      'frontend/src',
      'frontend/tsconfig.json',
      'frontend/vite.config.ts',
    ],
    output: 'frontend/dist/index.html',
    command: () => [toolPath('vite', 'vite', 'frontend'), 'build', '--logLevel', 'warn'],
  },
};

/**
 * Builds those of the named parts whose sources changed since their last build.
 * @param {string} node
 * @param {readonly BuildName[]} names
 */
export async function ensureBuilt(node, names) {
  const stale = names.filter((name) => isStale(name));
  await Promise.all(stale.map((name) => build(node, name)));
}

/** @param {BuildName} name */
function isStale(name) {
  const { inputs, output } = builds[name];
  return !existsSync(inProject(output)) || readStamp(name) !== fingerprint(inputs);
}

/**
 * @param {string} node
 * @param {BuildName} name
 */
async function build(node, name) {
  const { inputs, command } = builds[name];
  // Taken before building: a file that changes meanwhile makes the next start build again.
  const builtFrom = fingerprint(inputs);
  removeStamp(name);
  await runStep(`Building the ${name}`, node, {
    arguments: command(),
    cwd: inProject(name),
    env: {
      ...environmentFor(node),
      NODE_ENV: 'production',
      ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
    },
  });
  writeStamp(name, builtFrom);
}
