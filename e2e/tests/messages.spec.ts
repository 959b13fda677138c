import { expect, test } from '../fixtures/test.ts';
import { ChannelPage } from '../pages/channel-page.ts';

test('two people see each other write, edit, react and delete', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const iris = new ChannelPage(await world.open(world.owner));
  const bens = new ChannelPage(await world.open(ben));

  await bens.composer.pressSequentially('Is anyone');
  await expect(iris.page.getByText('Ben is typing…')).toBeVisible();
  await bens.send('Is **anyone** here?');
  await expect(iris.message('Is anyone here?')).toBeVisible();
  await expect(iris.message('Is anyone here?').locator('strong')).toHaveText('anyone');

  await iris.react('Is anyone here?', '🐙', 'octopus');
  await expect(bens.reaction('Is anyone here?', '🐙', 1)).toBeVisible();
  await bens.reaction('Is anyone here?', '🐙', 1).click();
  await expect(iris.reaction('Is anyone here?', '🐙', 2)).toBeVisible();

  await bens.edit('Is anyone here?', 'Is anybody here?');
  await expect(iris.message('Is anybody here?')).toContainText('(edited)');

  await bens.delete('Is anybody here?');
  await expect(iris.message('Is anybody here?')).toHaveCount(0);
});

test('unread marks agree in two tabs and go when one reads', async ({ world }) => {
  const ben = await world.person({ displayName: 'Ben' });
  const other = await world.api(
    world.owner,
    `POST /api/communities/${world.communityId}/channels`,
    {
      name: 'harbour-talk',
      type: 'text',
    },
  );
  const first = new ChannelPage(await world.open(ben));
  const second = new ChannelPage(await world.open(ben));
  await expect(first.channel('harbour-talk')).toBeVisible();
  await expect(second.channel('harbour-talk')).toBeVisible();

  await world.say(world.owner, `<@${ben.id}> come over`, other.id);
  await expect(first.channel('harbour-talk').getByText('1 mention')).toBeAttached();
  await expect(second.channel('harbour-talk').getByText('1 mention')).toBeAttached();

  await first.page.bringToFront();
  await first.channel('harbour-talk').click();
  await expect(first.message('come over')).toBeVisible();
  await expect(second.channel('harbour-talk').getByText('1 mention')).toHaveCount(0);
});

test('history scrolls back to the beginning without jumping', async ({ world }) => {
  // Several people, as what one person may send in ten seconds is limited.
  const people = [world.owner];
  for (const displayName of ['Ben', 'Cora', 'Dmitri', 'Eun']) {
    people.push(await world.person({ displayName }));
  }
  for (let index = 1; index <= 180; index++) {
    await world.say(people[index % people.length]!, `Line ${index} of the log`);
  }
  const channel = new ChannelPage(await world.open(world.owner));
  await expect(channel.message('Line 180 of the log')).toBeVisible();

  await channel.log.hover();
  const beginning = channel.page.getByText('This is the beginning of #general');
  await expect(async () => {
    await channel.page.mouse.wheel(0, -2500);
    await expect(beginning).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 40_000 });
  await expect(channel.message('Line 1 of the log')).toBeVisible();

  // Something new at the far end moves nothing under the reader's eyes.
  const line = channel.message('Line 3 of the log');
  const before = await line.boundingBox();
  const news = await world.say(people[1]!, 'Something new');
  await expect(channel.page.getByText('1 new message')).toBeVisible();
  expect((await line.boundingBox())?.y).toBe(before?.y);
  expect(news.n).toBe(181);
});

test('an own message is painted at once, waits for the line and is sent once', async ({
  world,
}) => {
  const ben = await world.person({ displayName: 'Ben' });
  const iris = new ChannelPage(await world.open(world.owner));
  const bens = new ChannelPage(await world.open(ben));
  await expect(bens.composer).toBeVisible();

  await ben.context.setOffline(true);
  await bens.send('Written without a line');
  await expect(bens.message('Written without a line')).toBeVisible();
  await expect(bens.page.getByText('Waits for the connection')).toBeVisible();
  await expect(iris.message('Written without a line')).toHaveCount(0);

  await ben.context.setOffline(false);
  await expect(iris.message('Written without a line')).toHaveCount(1);
  await expect(bens.page.getByText('Waits for the connection')).toHaveCount(0);
  await expect(bens.message('Written without a line')).toHaveCount(1);
});

test('a refused message says why, and can be tried again', async ({ world }) => {
  const channel = new ChannelPage(await world.open(world.owner));
  await expect(channel.composer).toBeVisible();
  await channel.page.route('**/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({
          status: 403,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'x',
            title: 'You may not do this',
            status: 403,
            code: 'forbidden',
          }),
        })
      : route.continue(),
  );
  await channel.send('Knock knock');
  await expect(channel.page.getByText('You may not write here.')).toBeVisible();

  await channel.page.unroute('**/messages');
  await channel.page.getByRole('button', { name: 'Try again' }).click();
  await expect(channel.page.getByText('You may not write here.')).toHaveCount(0);
  await expect(channel.message('Knock knock')).toHaveCount(1);
});
