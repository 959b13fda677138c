import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

test('an invite brings a stranger into the channel', async ({ world }) => {
  const owner = await world.open(world.owner);
  await owner.getByRole('button', { name: 'Tidal Commons', exact: true }).click();
  await owner.getByRole('menuitem', { name: 'Invite people' }).click();
  await owner.getByRole('button', { name: 'Make a link' }).click();
  const link = await owner.getByRole('textbox', { name: 'The new invite link' }).inputValue();

  const stranger = await (await world.stranger()).newPage();
  await stranger.goto(link);
  await expect(stranger.getByRole('heading', { name: 'Tidal Commons' })).toBeVisible();
  await expect(stranger.getByText('iris invited you to')).toBeVisible();
  await expect(stranger.getByText('1 member')).toBeVisible();
  await stranger.getByLabel('Display name').fill('Chloé');
  await stranger.getByLabel('Username').fill('chloe');
  await stranger.getByLabel('Password', { exact: true }).fill('a long and quiet password');
  await stranger.getByRole('button', { name: 'Join Tidal Commons' }).click();

  const theirs = new ChannelPage(stranger);
  await expect(theirs.composer).toBeVisible();
  await theirs.send('Hello from outside');
  await owner.keyboard.press('Escape');
  await expect(new ChannelPage(owner).message('Hello from outside')).toContainText('Chloé');
});

test('a used-up invite says so, and nobody comes in by it', async ({ world }) => {
  const code = await world.invite({ maxUses: 1 });
  await world.person({ displayName: 'Ben', inviteCode: code });

  const late = await (await world.stranger()).newPage();
  await late.goto(`${world.url}/invite/${code}`);

  await expect(late.getByRole('heading', { name: 'This invite has run out' })).toBeVisible();
});

test('someone with an account joins by the same link', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const other = await world.api(ben, 'POST /api/communities', { name: 'Night Reef' });
  const { code } = await world.api(ben, `POST /api/communities/${other.id}/invites`, {});

  const page = await world.open(world.owner, `/invite/${code}`);
  await page.getByRole('button', { name: 'Join Night Reef' }).click();

  await expect(new ChannelPage(page).community('Night Reef')).toBeVisible();
});
