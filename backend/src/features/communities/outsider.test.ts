import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildChannel,
  buildCommunity,
  buildInvite,
  join,
} from '../../testing/factories/community.ts';
import { buildPerson } from '../../testing/factories/person.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;

beforeAll(async () => {
  kraken = await startTestApp();
});
afterAll(() => kraken.stop());

it('an outsider hears nothing of the full use of a community', async () => {
  const community = await buildCommunity(kraken);
  const { owner, member, outsider } = community;
  const elsewhere = await buildCommunity(kraken);
  await join(kraken, outsider, elsewhere.id);
  const [ears, witness] = await Promise.all([outsider.socket(), member.socket()]);
  const deaf = ears.heard.length;

  const path = `/api/communities/${community.id}`;
  const category = await buildChannel(kraken, community, { type: 'category' });
  const channel = await buildChannel(kraken, community, { parentId: category.id });
  await owner.http.patch(path, { name: 'Secret club' });
  await owner.http.patch(`/api/channels/${channel.id}`, { topic: 'secret' });
  const { channels } = (await owner.http.get(path)).body;
  await owner.http.put(`${path}/channels/order`, {
    items: channels
      .map(({ id, parentId }: { id: string; parentId: string | null }) => ({ id, parentId }))
      .toReversed(),
  });
  const { code } = await buildInvite(kraken, community);
  const newcomer = await buildPerson(kraken);
  await newcomer.http.post(`/api/invites/${code}/accept`);
  const device = await newcomer.socket();
  const sent = await owner.http.post(`/api/channels/${channel.id}/messages`, {
    nonce: 'outsider-test-1',
    content: `Hello <@${outsider.id}> and everyone`,
  });
  expect(sent.status).toBe(201);
  const message = `/api/channels/${channel.id}/messages/${sent.body.id}`;
  await newcomer.http.put(`${message}/reactions/${encodeURIComponent('👍')}`);
  await owner.http.patch(message, { content: 'Hello again' });
  await device.signal('typing.start', { channelId: channel.id });
  await newcomer.http.put(`/api/channels/${channel.id}/read`, { n: 1 });
  await owner.http.delete(message);
  await newcomer.http.patch('/api/users/me', { displayName: 'New name' });
  await owner.http.delete(`/api/channels/${category.id}`);
  await newcomer.http.delete(`${path}/members/me`);
  await owner.http.delete(path);
  await witness.next('community.deleted');

  // The use was really told to those inside.
  const told = new Set(witness.heard.map(({ event }) => event));
  for (const event of [
    'channel.created',
    'channel.updated',
    'channel.deleted',
    'community.updated',
    'member.joined',
    'member.left',
    'message.created',
    'message.updated',
    'message.deleted',
    'reaction.added',
    'typing.started',
    'user.updated',
  ]) {
    expect(told).toContain(event);
  }
  // Sent last over the outsider's own connection: whatever was to come before has come.
  await outsider.http.patch('/api/users/me', { displayName: 'Still outside' });
  await ears.next('user.updated', ({ displayName }) => displayName === 'Still outside');
  const heard = ears.heard.slice(deaf);
  const foreign = heard.filter(({ payload }) => !JSON.stringify(payload).includes(outsider.id));
  expect(foreign).toEqual([]);
  expect(JSON.stringify(heard)).not.toContain(community.id);
});
