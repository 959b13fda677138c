import { type Browser, chromium, type Cookie, type Page } from '@playwright/test';
import { type Figure, show } from '../harness/figures.ts';
import type { Kraken } from '../harness/kraken.ts';

const BYTES_AIM = 190 * 1024;
/** Sharkord's client as once measured on the same kind of machine. */
const SHARKORD_PAINT = 608;

/** Bytes over the wire and the largest paint until a member with an empty cache sees a channel. */
export async function measureFirstLoad(kraken: Kraken): Promise<Figure[]> {
  const browser = await chromium.launch({
    executablePath: process.env['KRAKEN_BROWSER'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'],
  });
  const { bytes: signInBytes, cookies } = await signIn(browser, kraken);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  const bytes = await bytesOf(
    page,
    `${kraken.url}/channels/${kraken.communityId}/${kraken.channelId}`,
  );
  const paint = await largestPaint(page);
  await browser.close();
  return [
    {
      row: 16,
      metric: 'First load: sign-in page, bytes',
      measured: `${show(signInBytes / 1024)} KB`,
      control: '–',
      ratio: null,
      aim: '≤ 60 KB',
      met: signInBytes <= 60 * 1024,
    },
    {
      row: 16,
      metric: 'First load: bytes to the first channel view',
      measured: `${show(bytes / 1024)} KB`,
      control: '764 KB (Sharkord, as once measured)',
      ratio: bytes / 1024 / 764,
      aim: '≤ 190 KB',
      met: bytes <= BYTES_AIM,
    },
    {
      row: 16,
      metric: 'First load: largest paint',
      measured: `${show(paint)} ms`,
      control: `${SHARKORD_PAINT} ms (Sharkord, as once measured)`,
      ratio: paint / SHARKORD_PAINT,
      aim: '≤ 0.5 ×',
      met: paint / SHARKORD_PAINT <= 0.5,
    },
  ];
}

/** Bytes of the sign-in page, and the cookies of who went through it. */
async function signIn(
  browser: Browser,
  { url }: Kraken,
): Promise<{ bytes: number; cookies: Cookie[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const bytes = await bytesOf(page, url);
  await page.getByLabel('Username').fill('owner');
  await page.getByLabel('Password', { exact: true }).fill('a long bench password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('link', { name: 'Bench' }).first().waitFor();
  return { bytes, cookies: await context.cookies() };
}

/** When the largest thing in view was painted, in milliseconds from the navigation. */
function largestPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(list.getEntries().at(-1)?.startTime ?? 0),
        ).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}

/** Compressed bytes received until the page's text box is there and the network is quiet. */
async function bytesOf(page: Page, url: string): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  let bytes = 0;
  session.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  await page.goto(url, { waitUntil: 'load' });
  await page.getByRole('textbox').first().waitFor();
  await page.waitForLoadState('networkidle');
  return bytes;
}
