import { spawn } from 'node:child_process';

/** A reason to stop that the person can act on: printed alone, without a stack. */
export class Refusal extends Error {}

const tailLines = 30;

/**
 * The end of a command's output, for the report of a failure.
 * @param {string} output
 * @param {number} [lines]
 */
export function tail(output, lines = tailLines) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}

const headLines = 8;

/**
 * The begin and the end of a command's output: some tools name the fault first, some last.
 * @param {string} output
 */
function excerpt(output) {
  const lines = output.trim().split('\n');
  if (lines.length <= headLines + tailLines) return lines.join('\n');
  return [...lines.slice(0, headLines), '…', ...lines.slice(-tailLines)].join('\n');
}

/**
 * Runs a command to its end with the output held back, and answers with code and output.
 * @param {string} command
 * @param {readonly string[]} commandArguments
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<{ code: number | null, output: string }>} `code` is null when a signal ended it or it did not start
 */
export function runQuietly(command, commandArguments, options = {}) {
  return new Promise((settle) => {
    let output = '';
    const child = spawn(command, commandArguments, {
      ...options,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => (output += text));
    }
    child.on('error', (error) => settle({ code: null, output: `${output}${error.message}\n` }));
    child.on('close', (code) => settle({ code, output }));
  });
}

/**
 * Runs one slow step of a start: a line when it begins, a line with its time when it is done, its last output when it
 * fails.
 * @param {string} title
 * @param {string} command
 * @param {import('node:child_process').SpawnOptions & { arguments: readonly string[] }} options
 */
export async function runStep(title, command, { arguments: commandArguments, ...options }) {
  const begun = performance.now();
  console.log(`  ${title} …`);
  const { code, output } = await runQuietly(command, commandArguments, options);
  if (code !== 0) throw new Refusal(`${title}: failed.\n\n${excerpt(output)}`);
  console.log(`  ${title}: done in ${formatSeconds(performance.now() - begun)}`);
}

/** @param {number} milliseconds */
export function formatSeconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * Runs a script's main function: a refusal is printed alone, anything else with its stack; both end with code 1.
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message.trimEnd()}\n` : error);
    process.exitCode = 1;
  }
}
