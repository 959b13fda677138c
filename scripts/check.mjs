/**
 * `npm run check`: format, lint, boundaries, cycles, dead code, types and what is generated. Every step runs, whatever
 * the others found; each prints one line with its time.
 */
import { ensureBuilt } from './bootstrap/builds.mjs';
import { ensureNode } from './bootstrap/node-runtime.mjs';
import { environmentFor } from './bootstrap/npm.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { root } from './bootstrap/paths.mjs';
import { Refusal, formatSeconds, runMain, runQuietly, tail } from './bootstrap/steps.mjs';
import { checkSteps } from './check/steps.mjs';

/** Two cores are the smallest machine; some of the tools use more than one themselves. */
const stepsAtOnce = 2;
const shownLines = 150;

await runMain(async () => {
  const begun = performance.now();
  const node = await ensureNode();
  await ensurePackages(node);
  const isBuilt = await builds(node);
  const waiting = checkSteps();
  const total = waiting.length + 1;
  let failed = isBuilt ? 0 : 1;

  async function work() {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await passes(node, step))) failed += 1;
    }
  }
  await Promise.all(Array.from({ length: stepsAtOnce }, work));

  const time = formatSeconds(performance.now() - begun);
  console.log(
    failed === 0
      ? `\nAll ${total} checks passed in ${time}`
      : `\n${failed} of ${total} checks failed in ${time}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
});

/**
 * What is generated is asked of the built backend.
 * @param {string} node
 */
async function builds(node) {
  try {
    await ensureBuilt(node, ['backend']);
    return true;
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    return false;
  }
}

/**
 * @param {string} node
 * @param {import('./check/steps.mjs').Step} step
 */
async function passes(node, { name, command }) {
  const begun = performance.now();
  const env = { ...environmentFor(node), FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
  const { code, output } = await runQuietly(node, command, { cwd: root, env });
  const time = formatSeconds(performance.now() - begun);
  console.log(`${code === 0 ? '✓' : '✗'} ${name.padEnd(26)} ${time.padStart(7)}`);
  if (code !== 0) console.log(`${tail(output, shownLines)}\n`);
  return code === 0;
}
