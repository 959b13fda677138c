import { readFileSync } from 'node:fs';

/**
 * What a runner found. Skipped tests carry their names: what did not run is never silent.
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Outcome
 */

/** A runner that ended without a report, or failed without a failed test, counts as one failure. */
const crashed = () => ({ passed: 0, failed: 1, skipped: [] });

/**
 * @param {string} path
 * @returns {any} the reporters' JSON, whose shape is theirs
 */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * @param {string} path Vitest's JSON report
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
export function readVitestReport(path, exitCode) {
  const report = readReport(path);
  if (report === null) return crashed();
  /** @type {Outcome} */
  const outcome = { passed: 0, failed: 0, skipped: [] };
  for (const file of report.testResults) {
    // A file that does not load, or whose hooks fail, has no failed test of its own.
    const failedTests = file.assertionResults.filter(isFailed).length;
    outcome.failed += failedTests === 0 && file.status === 'failed' ? 1 : failedTests;
    for (const { status, fullName } of file.assertionResults) {
      if (status === 'passed') outcome.passed += 1;
      else if (status !== 'failed') outcome.skipped.push(fullName);
    }
  }
  return withCrash(outcome, exitCode);
}

/** @param {{ status: string }} test */
function isFailed(test) {
  return test.status === 'failed';
}

/**
 * @param {string} path Playwright's JSON report
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
export function readPlaywrightReport(path, exitCode) {
  const report = readReport(path);
  if (report === null) return crashed();
  /** @type {Outcome} */
  const outcome = { passed: 0, failed: 0, skipped: [] };
  for (const { name, status } of playwrightTests(report)) {
    if (status === 'expected') outcome.passed += 1;
    else if (status === 'skipped') outcome.skipped.push(name);
    else outcome.failed += 1;
  }
  return withCrash(outcome, exitCode);
}

/**
 * The names of all browser tests from the report of `playwright test --list`.
 * @param {string} path
 */
export function listPlaywrightTests(path) {
  const report = readReport(path);
  return report === null ? [] : playwrightTests(report).map(({ name }) => name);
}

/**
 * @param {any} suite a suite of Playwright's JSON report, or the report itself
 * @param {readonly string[]} parents
 * @returns {{ name: string, status: string }[]}
 */
function playwrightTests(suite, parents = []) {
  const path = suite.title ? [...parents, suite.title] : parents;
  const own = (suite.specs ?? []).flatMap((/** @type {any} */ spec) =>
    spec.tests.map((/** @type {any} */ test) => ({
      name: [...path, spec.title].join(' › '),
      status: test.status,
    })),
  );
  const nested = (suite.suites ?? []).flatMap((/** @type {any} */ child) =>
    playwrightTests(child, path),
  );
  return [...own, ...nested];
}

/**
 * @param {Outcome} outcome
 * @param {number | null} exitCode
 * @returns {Outcome}
 */
function withCrash(outcome, exitCode) {
  return exitCode !== 0 && outcome.failed === 0 ? { ...outcome, failed: 1 } : outcome;
}

/**
 * @param {readonly Outcome[]} outcomes
 * @returns {Outcome}
 */
export function addUp(outcomes) {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failed: outcomes.reduce((sum, { failed }) => sum + failed, 0),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
  };
}

/** @param {Outcome} outcome */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}
