import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

test('signs out and in again', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const page = await world.open(ben, '/settings/account');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();

  await page.getByLabel('Username').fill(ben.username);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The username or the password is not right.')).toBeVisible();

  await page.getByLabel('Password', { exact: true }).fill(ben.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(new ChannelPage(page).community('Tidal Commons')).toBeVisible();
});

test('a revoked device is out within seconds', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const lost = await (await world.stranger()).newPage();
  await lost.goto(`${world.url}/login`);
  await lost.getByLabel('Username').fill(ben.username);
  await lost.getByLabel('Password', { exact: true }).fill(ben.password);
  await lost.getByRole('button', { name: 'Sign in' }).click();
  await expect(new ChannelPage(lost).community('Tidal Commons')).toBeVisible();

  const page = await world.open(ben, '/settings/sessions');
  await page.getByRole('button', { name: /^Sign out Chrome/ }).click();
  await page
    .getByRole('dialog', { name: /^Sign out Chrome/ })
    .getByRole('button', { name: 'Sign out' })
    .click();

  await expect(lost.getByText('This device was signed out from another one.')).toBeVisible({
    timeout: 5_000,
  });
  await expect(page.getByText('No other device is signed in.')).toBeVisible();
});
