import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { ensureKrakenFolder, root, toolPath } from '../bootstrap/paths.mjs';

const folder = mkdtempSync(join(ensureKrakenFolder(), 'lint-'));
afterAll(() => rmSync(folder, { recursive: true }));

/**
 * The rules of ours that the linter finds broken in a file.
 * @param {string} code
 */
function findings(code) {
  const config = join(folder, 'config.json');
  const rules = { 'kraken/max-params': 'error', 'kraken/no-fixed-wait': 'error' };
  const jsPlugins = [join(root, 'scripts/check/lint-rules.mjs')];
  writeFileSync(config, JSON.stringify({ jsPlugins, categories: {}, rules }));
  const file = join(folder, 'subject.ts');
  writeFileSync(file, code);
  const { stdout } = spawnSync(
    process.execPath,
    [toolPath('oxlint'), '--no-ignore', '--config', config, '--format=json', file],
    { cwd: root, encoding: 'utf8' },
  );
  return JSON.parse(stdout)
    .diagnostics.map((/** @type {{ code: string }} */ { code: rule }) => rule)
    .filter((/** @type {string} */ rule) => rule.startsWith('kraken'));
}

test('allows three parameters, and seven of a constructor', () => {
  expect(findings('export function f(a: 1, b: 1, c: 1) { return [a, b, c]; }')).toEqual([]);
  const seven = Array.from({ length: 7 }, (_, index) => `private p${index}: string`).join(', ');
  expect(findings(`export class C { constructor(${seven}) {} }`)).toEqual([]);
});

test('refuses a fourth parameter, and an eighth of a constructor', () => {
  const arrow = 'export const f = (a: 1, b: 1, c: 1, d: 1) => [a, b, c, d];';
  expect(findings(arrow)).toEqual(['kraken(max-params)']);
  const eight = Array.from({ length: 8 }, (_, index) => `private p${index}: string`).join(', ');
  expect(findings(`export class C { constructor(${eight}) {} }`)).toEqual(['kraken(max-params)']);
});

test.each([
  'await new Promise((resolve) => setTimeout(resolve, 500));',
  'await new Promise(function (done) { setTimeout(done, 500); });',
  'await setTimeout(500);',
  'await page.waitForTimeout(500);',
])('refuses the fixed wait %s', (code) => {
  expect(findings(code)).toEqual(['kraken(no-fixed-wait)']);
});

test.each([
  'while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 20));',
  'const timer = setTimeout(() => fail(), 5000);',
  'await new Promise((resolve) => socket.once("message", resolve));',
])('allows %s', (code) => {
  expect(findings(code)).toEqual([]);
});
