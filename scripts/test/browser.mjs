import { join } from 'node:path';
import { createRequire } from 'node:module';
import { environmentFor } from '../bootstrap/npm.mjs';
import { inProject, toolPath } from '../bootstrap/paths.mjs';
import { runQuietly } from '../bootstrap/steps.mjs';
import { installSystemPackage, isExecutable, onPath } from './system-package.mjs';

const commandNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
];

/** Playwright's own hosts may be out of reach; then the system's package is asked. */
const downloadTimeoutMs = 240_000;
const connectTimeoutMs = 15_000;

/**
 * A Chromium that starts on this machine: an installed one, else Playwright's own, else the system's package.
 * @param {string} node
 * @returns {Promise<string | undefined>}
 */
export async function ensureBrowser(node) {
  const wanted = process.env['KRAKEN_BROWSER'];
  if (wanted) return wanted;
  return (
    (await findInstalled()) ??
    (await installPlaywrights(node)) ??
    ((await installSystemPackage('chromium')) ? findInstalled() : undefined)
  );
}

async function findInstalled() {
  const candidates = [
    ...commandNames.map((name) => onPath(name)),
    ...applicationPaths(),
    playwrightsPath(),
  ];
  for (const candidate of candidates) {
    if (candidate !== undefined && (await starts(candidate))) return candidate;
  }
  return undefined;
}

function applicationPaths() {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  }
  if (process.platform === 'win32') {
    return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
      .map((name) => process.env[name])
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'));
  }
  return [];
}

function playwrightsPath() {
  const require = createRequire(inProject('e2e/package.json'));
  return /** @type {typeof import('@playwright/test')} */ (
    require('@playwright/test')
  ).chromium.executablePath();
}

/**
 * Ubuntu's `chromium-browser` can be a stub, and a downloaded browser can lack libraries; both fail here.
 * Chrome on Windows opens a window instead of printing its version, so there the file is proof enough.
 * @param {string} path
 */
async function starts(path) {
  if (!isExecutable(path)) return false;
  if (process.platform === 'win32') return true;
  return (await runQuietly(path, ['--version'], { timeout: 30_000 })).code === 0;
}

/** @param {string} node */
async function installPlaywrights(node) {
  console.log('  Getting a browser …');
  const env = {
    ...environmentFor(node),
    PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: String(connectTimeoutMs),
  };
  const command = [toolPath('@playwright/test', 'playwright', 'e2e'), 'install', 'chromium'];
  await runQuietly(node, command, { env, timeout: downloadTimeoutMs });
  const path = playwrightsPath();
  return (await starts(path)) ? path : undefined;
}
