import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { environmentFor } from '../bootstrap/npm.mjs';
import { ensureKrakenFolder, inProject, root, toolPath } from '../bootstrap/paths.mjs';
import { runShown } from '../bootstrap/run-shown.mjs';
import { runQuietly } from '../bootstrap/steps.mjs';
import { listPlaywrightTests, readPlaywrightReport, readVitestReport } from './reports.mjs';

/**
 * @typedef {{ node: string, filters: readonly string[], env?: Record<string, string> }} Run
 */

/**
 * Runs the tests of all workspaces.
 * @param {Run} run
 */
export async function runVitest({ node, filters, env }) {
  const report = freshReport('vitest.json');
  const code = await runShown(
    node,
    [
      toolPath('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...(filters.length > 0 ? ['--passWithNoTests', ...filters] : []),
    ],
    { cwd: root, env: { ...environmentFor(node), ...env } },
  );
  return readVitestReport(report, code);
}

/**
 * Runs the browser tests.
 * @param {Run} run
 */
export async function runPlaywright({ node, filters, env }) {
  const report = freshReport('playwright.json');
  const code = await runShown(
    node,
    [
      ...playwrightCommand(),
      '--reporter=list,json',
      ...(filters.length > 0 ? ['--pass-with-no-tests', ...filters] : []),
    ],
    {
      cwd: inProject('e2e'),
      env: { ...environmentFor(node), ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    },
  );
  return readPlaywrightReport(report, code);
}

/**
 * The browser tests as skipped ones, for a machine on which there is no browser.
 * @param {Run} run
 * @returns {Promise<import('./reports.mjs').Outcome>}
 */
export async function skipPlaywright({ node, filters }) {
  const report = freshReport('playwright.json');
  const { code, output } = await runQuietly(
    node,
    [...playwrightCommand(), '--list', '--reporter=json', ...filters],
    {
      cwd: inProject('e2e'),
      env: { ...environmentFor(node), PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    },
  );
  if (code !== 0) console.error(output);
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: listPlaywrightTests(report) };
}

function playwrightCommand() {
  return [toolPath('@playwright/test', 'playwright', 'e2e'), 'test'];
}

/** @param {string} name */
function freshReport(name) {
  const path = join(ensureKrakenFolder('reports'), name);
  rmSync(path, { force: true });
  return path;
}
