import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addUp, readPlaywrightReport, readVitestReport, summaryLine } from './reports.mjs';

const folder = mkdtempSync(join(tmpdir(), 'kraken-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {unknown} report */
function written(report) {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, JSON.stringify(report));
  return path;
}

/** @param {...string} statuses */
const vitestFile = (...statuses) => ({
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, index) => ({ status, fullName: `${status} ${index}` })),
});

test('counts tests of Vitest, with the names of those that did not run', () => {
  const path = written({
    testResults: [vitestFile('passed', 'failed'), vitestFile('passed', 'pending', 'todo')],
  });
  expect(readVitestReport(path, 1)).toEqual({
    passed: 2,
    failed: 1,
    skipped: ['pending 1', 'todo 2'],
  });
});

test('counts a file that does not load as one failure', () => {
  const path = written({
    testResults: [vitestFile('passed'), { status: 'failed', assertionResults: [] }],
  });
  expect(readVitestReport(path, 1)).toEqual({ passed: 1, failed: 1, skipped: [] });
});

test('counts a runner that fails without a failed test as one failure', () => {
  const path = written({ testResults: [vitestFile('passed')] });
  expect(readVitestReport(path, 1).failed).toBe(1);
  expect(readVitestReport(path, null).failed).toBe(1);
  expect(readVitestReport(path, 0).failed).toBe(0);
});

test('counts a missing report as one failure, even after a successful end', () => {
  const path = join(folder, 'missing.json');
  expect(readVitestReport(path, 0)).toEqual({ passed: 0, failed: 1, skipped: [] });
  expect(readPlaywrightReport(path, 0)).toEqual({ passed: 0, failed: 1, skipped: [] });
});

test('counts tests of Playwright in nested suites; a flaky one has failed', () => {
  const spec = (/** @type {string} */ title, /** @type {string} */ status) => ({
    title,
    tests: [{ status }],
  });
  const path = written({
    suites: [
      {
        title: 'chat.spec.ts',
        specs: [spec('sends', 'expected'), spec('edits', 'flaky')],
        suites: [
          { title: 'phone', specs: [spec('swipes', 'skipped'), spec('types', 'unexpected')] },
        ],
      },
    ],
  });
  expect(readPlaywrightReport(path, 1)).toEqual({
    passed: 1,
    failed: 2,
    skipped: ['chat.spec.ts › phone › swipes'],
  });
});

test('adds up to the line that ends a run', () => {
  const sum = addUp([
    { passed: 2, failed: 0, skipped: ['a'] },
    { passed: 3, failed: 1, skipped: ['b'] },
  ]);
  expect(summaryLine(sum)).toBe('5 passed, 1 failed, 2 skipped');
});
