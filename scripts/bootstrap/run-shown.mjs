import { spawn } from 'node:child_process';

/**
 * Runs a command whose output the person sees as it comes. Who stops us stops the command, and we wait for its end.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number | null>}
 */
export function runShown(command, commandArguments, options) {
  return new Promise((settle) => {
    const child = spawn(command, commandArguments, {
      stdio: ['ignore', 'inherit', 'inherit'],
      ...options,
    });
    const forward = (/** @type {NodeJS.Signals} */ signal) => void child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const end = (/** @type {number | null} */ code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      settle(code);
    };
    child.on('error', (error) => {
      console.error(error);
      end(null);
    });
    child.on('close', end);
  });
}
