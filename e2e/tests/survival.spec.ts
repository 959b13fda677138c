import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

test('a killed server loses nothing, doubles nothing, and both browsers catch up', async ({
  world,
}) => {
  const ben = await world.person({ displayName: 'Ben' });
  const iris = new ChannelPage(await world.open(world.owner));
  const bens = new ChannelPage(await world.open(ben));
  await expect(iris.composer).toBeVisible();
  await expect(bens.composer).toBeVisible();

  const lines = Array.from(
    { length: 12 },
    (_, index) => `Line ${String(index + 1).padStart(2, '0')}`,
  );
  for (const [index, line] of lines.entries()) {
    await bens.send(line);
    // Killed with sends on their way, and people go on writing while it is down.
    if (index === 5) await world.backend.kill();
  }
  for (const line of lines) await expect(bens.message(line)).toHaveCount(1);
  await world.backend.start();

  for (const line of lines) await expect(iris.message(line)).toHaveCount(1, { timeout: 30_000 });
  await expect(bens.page.getByText('Waits for the connection')).toHaveCount(0, { timeout: 30_000 });
  const page = await world.api(ben, `GET /api/channels/${world.channelId}/messages`);
  const stored = page.items.map((message: { content: string }) => message.content);
  expect(stored).toEqual(lines);
});

test('a reload keeps the person signed in and the channel open', async ({ world }) => {
  const channel = new ChannelPage(await world.open(world.owner));
  await channel.send('Still here');
  await expect(channel.message('Still here')).toBeVisible();

  await channel.page.reload();

  await expect(channel.message('Still here')).toHaveCount(1);
  await expect(channel.composer).toBeVisible();
});
