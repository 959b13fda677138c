import { dirname, delimiter } from 'node:path';

/**
 * How to call npm so that it, and everything it starts, runs under the given Node.
 *
 * `npm start` tells its scripts which npm it is; a script that was started by `node` directly finds npm on the path.
 * @param {string} node
 */
export function npmCommand(node) {
  const npmScript = process.env['npm_execpath'];
  const env = environmentFor(node);
  if (npmScript?.endsWith('.js')) {
    return { command: node, leadingArguments: [npmScript], env, shell: false };
  }
  // npm is a batch file on Windows, which only a shell can start.
  return { command: 'npm', leadingArguments: [], env, shell: process.platform === 'win32' };
}

/**
 * The environment for a child process in which `node` means the given one.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentFor(node) {
  return { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH'] ?? ''}` };
}
