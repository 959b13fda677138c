/**
 * `npm test`: brings its own tools and runs everything. The last line is `N passed, N failed, N skipped`.
 *
 *     npm test -- --only unit            without the browser tests
 *     npm test -- --only e2e sign-in     browser tests whose file name has "sign-in"
 */
import { ensureBuilt } from './bootstrap/builds.mjs';
import { ensureNode } from './bootstrap/node-runtime.mjs';
import { ensurePackages } from './bootstrap/packages.mjs';
import { Refusal } from './bootstrap/steps.mjs';
import { ensureBrowser } from './test/browser.mjs';
import { addUp, summaryLine } from './test/reports.mjs';
import { runPlaywright, runVitest, skipPlaywright } from './test/runners.mjs';
import { installSystemPackage, onPath } from './test/system-package.mjs';

/** @typedef {import('./test/reports.mjs').Outcome} Outcome */

const { kinds, filters } = readArguments(process.argv.slice(2));
const outcome = addUp(await runAll());

if (outcome.skipped.length > 0) {
  console.log(`\nSkipped:\n${outcome.skipped.map((name) => `  ${name}`).join('\n')}`);
}
process.exitCode = outcome.failed > 0 ? 1 : 0;
console.log(`\n${summaryLine(outcome)}`);

/** @param {string[]} given */
function readArguments(given) {
  const at = given.indexOf('--only');
  if (at === -1) return { kinds: ['unit', 'e2e'], filters: given };
  const [, kind = ''] = given.splice(at, 2);
  if (kind !== 'unit' && kind !== 'e2e') throw new Error('--only takes "unit" or "e2e".');
  return { kinds: [kind], filters: given };
}

/** @returns {Promise<Outcome[]>} */
function runAll() {
  return attempt(async () => {
    const node = await ensureNode();
    await ensurePackages(node);
    // Tests of the start and of the browser run what `npm start` runs; without it the others are still worth running.
    const build = await attempt(async () => {
      await ensureBuilt(node, ['backend', 'frontend']);
      return [];
    });
    const unit = kinds.includes('unit') ? await attempt(() => runUnitTests(node)) : [];
    const canBrowse = kinds.includes('e2e') && build.length === 0;
    const browser = canBrowse ? await attempt(() => runBrowserTests(node)) : [];
    return [...build, ...unit, ...browser];
  });
}

/**
 * A stage that breaks off counts as one failure, and does not take the others with it.
 * @param {() => Promise<Outcome[]>} stage
 * @returns {Promise<Outcome[]>}
 */
async function attempt(stage) {
  try {
    return await stage();
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    return [{ passed: 0, failed: 1, skipped: [] }];
  }
}

/** @param {string} node */
async function runUnitTests(node) {
  // Tests that need a Redis start their own; where there is no `redis-server` they skip themselves.
  if (onPath('redis-server') === undefined) await installSystemPackage('redis-server');
  return [await runVitest({ node, filters })];
}

/** @param {string} node */
async function runBrowserTests(node) {
  const browser = await ensureBrowser(node);
  if (browser === undefined) {
    console.log(
      'No browser was found, and none could be installed: the browser tests are skipped.',
    );
    return [await skipPlaywright({ node, filters })];
  }
  return [await runPlaywright({ node, filters, env: { KRAKEN_BROWSER: browser } })];
}
