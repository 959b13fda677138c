import { scan } from '../fixtures/scan.ts';
import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

const SECTIONS = {
  account: 'My account',
  profile: 'Profile',
  sessions: 'Devices',
  appearance: 'Appearance',
  language: 'Language',
  shortcuts: 'Keyboard shortcuts',
  instance: 'Instance',
};

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`the channel is accessible in the ${theme} theme`, async ({ world }) => {
    const ben = await world.person({ displayName: 'Ben' });
    await world.api(ben, 'PATCH /api/users/me', { settings: { theme } });
    const first = await world.say(
      world.owner,
      `Look, <@${ben.id}>: \`code\`, **bold** and https://kraken.example`,
    );
    await world.say(ben, '```ts\nconst tide = 6;\n```');
    const reaction = `/api/channels/${world.channelId}/messages/${first.id}/reactions/`;
    await world.api(ben, `PUT ${reaction}${encodeURIComponent('🐙')}`);
    const page = await world.open(ben);
    const channel = new ChannelPage(page);
    await expect(channel.message('Look,')).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    await scan(page);

    await channel.message('Look,').hover();
    await page.getByRole('toolbar').getByRole('button', { name: 'Add reaction' }).click();
    await expect(page.locator('[data-emoji="🐙"]').first()).toBeVisible();
    await scan(page);
  });

  test(`settings and home are accessible in the ${theme} theme`, async ({ world }) => {
    await world.api(world.owner, 'PATCH /api/users/me', { settings: { theme } });
    const page = await world.open(world.owner, '/');
    await expect(page.getByRole('heading', { name: 'Where to?' })).toBeVisible();
    await scan(page);
    await page.getByRole('button', { name: 'Settings' }).click();
    for (const [section, title] of Object.entries(SECTIONS)) {
      await page.getByRole('link', { name: title }).click();
      await expect(page).toHaveURL(`${world.url}/settings/${section}`);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await scan(page);
    }
  });
}

test('the doors are accessible', async ({ world }) => {
  const page = await (await world.stranger()).newPage();
  for (const path of [
    '/login',
    '/register',
    `/invite/${await world.invite()}`,
    '/invite/ABCDEFGHIJ',
    '/nowhere',
  ]) {
    await page.goto(world.url + path);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await scan(page);
  }
});

test.describe('on a phone', () => {
  test.use({
    contextOptions: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });

  test('one column: from the list to the channel, write, and back', async ({ world }) => {
    await world.say(world.owner, 'Low tide at six');
    const ben = await world.person({ displayName: 'Ben' });
    const page = await world.open(ben, `/channels/${world.communityId}`);
    const channel = new ChannelPage(page);
    await channel.channel('general').tap();
    await expect(channel.message('Low tide at six')).toBeVisible();
    await scan(page);
    await channel.composer.fill('Coming');
    await page.getByRole('button', { name: 'Send' }).tap();
    await expect(channel.message('Coming')).toBeVisible();

    await page
      .getByRole('button', { name: 'Back to the channels' })
      .or(page.getByRole('link', { name: 'Back to the channels' }))
      .tap();
    await expect(channel.channel('announcements')).toBeVisible();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow).toBeLessThanOrEqual(0);
    await scan(page);
  });
});
