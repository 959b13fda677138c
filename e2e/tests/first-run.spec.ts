import { scan } from '../fixtures/scan.ts';
import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

test('the owner goes through the set-up link, and it never opens again', async ({
  fresh,
  page,
}) => {
  await page.goto(fresh.setupLink!);
  await expect(page.getByLabel('Username')).toBeVisible();
  await scan(page);
  await page.getByLabel('Username').fill('iris');
  await page.getByLabel('Password', { exact: true }).fill('a long and quiet password');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name').fill('Harbour');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Community name').fill('Tidal Commons');
  await scan(page);
  await page.getByRole('button', { name: 'Open the doors' }).click();
  await page
    .getByRole('button', { name: /^Go to|Dive in/ })
    .or(page.getByRole('link', { name: /^Go to|Dive in/ }))
    .click();

  const channel = new ChannelPage(page);
  await expect(channel.channel('general')).toBeVisible();
  await expect(channel.channel('announcements')).toBeVisible();
  await channel.channel('Lounge').click();
  await expect(page.getByText('Talking, video and screen sharing are on their way.')).toBeVisible();

  const again = await page.context().newPage();
  await again.goto(fresh.setupLink!);
  await expect(again.getByRole('heading', { name: 'Already set up' })).toBeVisible();
});

test('a wrong set-up link says what to do', async ({ fresh, page }) => {
  await page.goto(`${fresh.url}/setup#token=wrong`);
  await page.getByLabel('Username').fill('mallory');
  await page.getByLabel('Password', { exact: true }).fill('a long and quiet password');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Name').fill('Mine');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Community name').fill('Mine');
  await page.getByRole('button', { name: 'Open the doors' }).click();

  await expect(page.getByRole('heading', { name: 'This set-up link does not work' })).toBeVisible();
  await expect(page.getByText('npm run setup-link')).toBeVisible();
});
