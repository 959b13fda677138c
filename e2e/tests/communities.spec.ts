import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

test('starts a second community, adds a channel with a topic, and everyone sees it', async ({
  world,
}) => {
  const page = await world.open(world.owner);
  await page.getByRole('button', { name: 'Add a community' }).click();
  await page.getByRole('button', { name: /Start a community/ }).click();
  await page.getByLabel('Name').fill('Night Reef');
  await page.getByRole('button', { name: 'Start community' }).click();
  const channel = new ChannelPage(page);
  await expect(channel.community('Night Reef')).toHaveAttribute('aria-current', 'page');

  await channel.community('Tidal Commons').click();
  const ben = await world.person({ displayName: 'Ben' });
  const bens = new ChannelPage(await world.open(ben));
  await page.getByRole('button', { name: 'Tidal Commons', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Create channel' }).click();
  await page.getByLabel('Channel name').fill('harbour-talk');
  await page.getByRole('button', { name: 'Create channel' }).click();
  await channel.channel('harbour-talk').hover();
  await page.getByRole('button', { name: 'Edit channel harbour-talk' }).click();
  await page.getByLabel('Topic').fill('Ships, ropes and weather');
  await page.getByRole('button', { name: 'Save changes' }).click();

  await bens.channel('harbour-talk').click();
  await expect(bens.page.getByText('Ships, ropes and weather').first()).toBeVisible();
});

test('channels are put in order by keyboard, for everyone', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const iris = new ChannelPage(await world.open(world.owner));
  const bens = new ChannelPage(await world.open(ben));
  const names = bens.page.locator('[data-channel-id]');
  await expect(names.first()).toContainText('general');

  await iris.channel('announcements').focus();
  await iris.page.keyboard.press('Control+Shift+ArrowUp');

  await expect(names.first()).toContainText('announcements');
  await iris.page.reload();
  await expect(iris.page.locator('[data-channel-id]').first()).toContainText('announcements');
});

test('leaving a community takes it away at once, and its events stop', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const bens = new ChannelPage(await world.open(ben));
  const other = new ChannelPage(await world.open(ben));
  await expect(other.composer).toBeVisible();

  await bens.page.getByRole('button', { name: 'Tidal Commons', exact: true }).click();
  await bens.page.getByRole('menuitem', { name: 'Leave community' }).click();
  await bens.page.getByRole('dialog').getByRole('button', { name: 'Leave community' }).click();

  await expect(bens.community('Tidal Commons')).toHaveCount(0);
  await expect(other.community('Tidal Commons')).toHaveCount(0);
  await expect(other.composer).toHaveCount(0);
});

test('a new display name and status show on the other side', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  await world.say(ben, 'Before the change');
  const iris = new ChannelPage(await world.open(world.owner));
  await expect(iris.message('Before the change')).toContainText('Ben');

  const page = await world.open(ben, '/settings/profile');
  await page.getByLabel('Display name').fill('Benedikt');
  await page.getByRole('textbox', { name: 'Status' }).fill('sailing until Monday');
  await page.getByRole('button', { name: 'Save changes' }).click();

  await expect(iris.message('Before the change')).toContainText('Benedikt');
  await expect(iris.page.getByText('sailing until Monday')).toBeVisible();
});
