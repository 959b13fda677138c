import { defineConfig, devices } from '@playwright/test';

/** Set by `npm test`, which finds or installs a browser; empty means Playwright's own. */
const executablePath = process.env['KRAKEN_BROWSER'];
const isRoot = process.getuid?.() === 0;

const launchArguments = [
  // Chromium's sandbox refuses to run as root, which is who runs in most containers.
  ...(isRoot ? ['--no-sandbox'] : []),
  // The browser must talk to Kraken only: no updates, no accounts, no first-run pages.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // A half-open QUIC attempt makes the first request of a page slow in some containers.
  '--disable-quic',
];

export default defineConfig({
  testDir: './tests',
  outputDir: './test-results',
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  workers: 2,
  // A test that needs a second try is a defect.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { args: launchArguments, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [{ name: 'chromium' }],
});
