/**
 * Runs one of the project's tasks under Node 24 with everything it needs installed and built, whatever Node the person
 * has:
 *
 *     node scripts/run.mjs TASK [ARGUMENTS…]
 */
import { ensureBuilt } from './bootstrap/builds.mjs';
import { ensureNode } from './bootstrap/node-runtime.mjs';
import { environmentFor } from './bootstrap/npm.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { root, toolPath } from './bootstrap/paths.mjs';
import { Refusal, runMain } from './bootstrap/steps.mjs';
import { runShown } from './bootstrap/run-shown.mjs';

/**
 * @typedef {object} Task
 * @property {() => string[][]} commands run one after the other, whatever becomes of them; the person's
 *   arguments go to the first
 * @property {readonly import('./bootstrap/builds.mjs').BuildName[]} [builds]
 */

/** @type {Record<string, Task>} */
const tasks = {
  check: { commands: () => [['scripts/check.mjs']] },
  fix: {
    commands: () => [
      [toolPath('oxlint'), '--type-aware', '--fix'],
      [toolPath('prettier'), '--write', '--log-level=warn', '.'],
    ],
  },
  dev: { commands: () => [['scripts/dev.mjs']] },
  generate: { commands: () => [['scripts/generate.mjs']], builds: ['backend'] },
  'setup-link': { commands: () => [['backend/dist/setup-link.js']], builds: ['backend'] },
  'db:push': { commands: () => [['backend/dist/db-push.js']], builds: ['backend'] },
  seed: { commands: () => [['backend/dist/seed.js']], builds: ['backend'] },
  bench: { commands: () => [['bench/run.ts']], builds: ['backend', 'frontend'] },
  mongod: { commands: () => [['embedded-mongo/src/cli.ts']] },
};

await runMain(async () => {
  const [name = '', ...given] = process.argv.slice(2);
  const task = tasks[name];
  if (task === undefined) {
    throw new Refusal(
      `There is no task "${name}". The tasks are ${Object.keys(tasks).join(', ')}.`,
    );
  }
  const node = await ensureNode();
  await ensurePackages(node);
  await ensureBuilt(node, task.builds ?? []);
  for (const [index, command] of task.commands().entries()) {
    const code = await runShown(
      node,
      [
        '--enable-source-maps',
        '--disable-warning=ExperimentalWarning',
        ...command,
        ...(index === 0 ? given : []),
      ],
      { cwd: root, env: environmentFor(node), stdio: 'inherit' },
    );
    if (code !== 0) process.exitCode = code ?? 1;
  }
});
