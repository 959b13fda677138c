import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildCommunity, type BuiltCommunity } from '../../testing/factories/community.ts';
import { startTestApp, type TestApp } from '../../testing/start-test-app.ts';

let kraken: TestApp;
let community: BuiltCommunity;

beforeAll(async () => {
  kraken = await startTestApp();
  community = await buildCommunity(kraken);
});
afterAll(() => kraken.stop());

describe('typing.start', () => {
  it('tells the channel who is typing, and once for many signals', async () => {
    const [typist, reader] = [await community.member.socket(), await community.owner.socket()];
    const channelId = community.general.id;
    for (let signal = 0; signal < 5; signal++)
      expect(await typist.signal('typing.start', { channelId })).toEqual({ ok: true });
    expect(await reader.next('typing.started')).toEqual({ channelId, userId: community.member.id });
    // Another channel is another mark; when it is there, all of the first have been told.
    await reader.signal('typing.start', { channelId });
    await reader.next('typing.started', ({ userId }) => userId === community.owner.id);
    expect(reader.heard.filter(({ event }) => event === 'typing.started')).toHaveLength(2);
  });

  it('is refused to outsiders, who may not know the channel, and to those who may not write', async () => {
    const outsider = await community.outsider.socket();
    const member = await community.member.socket();
    const reader = await community.owner.socket();
    const refusals = [
      [outsider, community.general.id, 'not-found'],
      [outsider, 'f'.repeat(24), 'not-found'],
      [member, community.announcements.id, 'forbidden'],
      [member, community.voice.id, 'forbidden'],
    ] as const;
    for (const [socket, channelId, code] of refusals) {
      expect(await socket.signal('typing.start', { channelId })).toMatchObject({ code });
    }
    await reader.signal('typing.start', { channelId: community.announcements.id });
    await reader.next('typing.started');
    expect(reader.heard.filter(({ event }) => event === 'typing.started')).toHaveLength(1);
    expect(outsider.heard.map(({ event }) => event)).not.toContain('typing.started');
  });

  it.each([
    {},
    { channelId: 1 },
    { channelId: { $ne: null } },
    null,
    'x',
    { channelId: 'f'.repeat(24), x: 1 },
  ])('refuses %j', async (payload) => {
    const socket = await community.member.socket();
    expect(await socket.signal('typing.start', payload as never)).toMatchObject({
      code: 'invalid-input',
    });
  });
});
