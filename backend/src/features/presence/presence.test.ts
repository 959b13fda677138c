import type { PresenceStatus } from '@kraken/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BuiltCommunity } from '../../testing/factories/community.ts';
import { buildCommunity, buildInvite } from '../../testing/factories/community.ts';
import { buildSecondDevice } from '../../testing/factories/person.ts';
import type { SocketClient } from '../../testing/socket-client.ts';
import type { TestApp } from '../../testing/start-test-app.ts';
import { startTestApp } from '../../testing/start-test-app.ts';
import { PresenceService } from './presence.service.ts';

let kraken: TestApp;
let community: BuiltCommunity;
/** The community's owner, looking on. */
let onlooker: SocketClient;

beforeAll(async () => {
  kraken = await startTestApp();
});
afterAll(() => kraken.stop());
beforeEach(async () => {
  community = await buildCommunity(kraken);
  onlooker = await community.owner.socket();
});

/** Resolves when the onlooker has been told that the member appears so. */
const seen = async (status: PresenceStatus) => {
  const userId = community.member.id;
  await onlooker.next(
    'presence.updated',
    (presence) => presence.userId === userId && presence.status === status,
  );
  expect(await now()).toBe(status);
};
const now = async () => {
  const { http } = community.owner;
  const path = `/api/communities/${community.id}/members/${community.member.id}`;
  return (await http.get(path)).body.presence as PresenceStatus;
};
const told = () =>
  onlooker.heard
    .filter(({ event }) => event === 'presence.updated')
    .map(({ payload }) => payload as { userId: string; status: PresenceStatus })
    .filter(({ userId }) => userId === community.member.id)
    .map(({ status }) => status);

describe('presence', () => {
  it('follows the connection', async () => {
    expect(await now()).toBe('offline');
    const socket = await community.member.socket();
    await seen('online');
    socket.close();
    await seen('offline');
  });

  it('is what the device says', async () => {
    const socket = await community.member.socket();
    await seen('online');
    for (const status of ['idle', 'dnd', 'online'] as const) {
      expect(await socket.signal('presence.set', { status })).toEqual({ ok: true });
      await seen(status);
    }
  });

  it('is that of the liveliest device, and the last one to go decides', async () => {
    const [desk, phone] = [await community.member.socket(), await community.member.socket()];
    await seen('online');
    await desk.signal('presence.set', { status: 'idle' });
    await phone.signal('presence.set', { status: 'idle' });
    await seen('idle');
    await phone.signal('presence.set', { status: 'online' });
    await seen('online');
    phone.close();
    await seen('idle');
    desk.close();
    await seen('offline');
    expect(told()).toEqual(['online', 'idle', 'online', 'idle', 'offline']);
  });

  it('stays hidden from the first moment for who says so at once, on all devices', async () => {
    const desk = await community.member.socket();
    await desk.signal('presence.set', { status: 'invisible' });
    const other = await buildSecondDevice(kraken, community.member);
    const phone = await other.socket();
    await phone.signal('presence.set', { status: 'idle' });
    expect(await now()).toBe('offline');
    await phone.signal('presence.set', { status: 'dnd' });
    await seen('dnd');
    expect(told()).toEqual(['dnd']);
  });

  it('survives a reload without anyone noticing', async () => {
    const before = await community.member.socket();
    await seen('online');
    before.close();
    const after = await community.member.socket();
    await after.signal('presence.set', { status: 'dnd' });
    await seen('dnd');
    expect(told()).toEqual(['online', 'dnd']);
  });

  it('is told to nobody who shares no community, and to the own devices', async () => {
    const outsider = await community.outsider.socket();
    const member = await community.member.socket();
    await seen('online');
    await member.next('presence.updated', ({ userId }) => userId === community.member.id);
    await outsider.next('presence.updated', ({ userId }) => userId === community.outsider.id);
    expect(JSON.stringify(outsider.heard)).not.toContain(community.member.id);
    expect(JSON.stringify(onlooker.heard)).not.toContain(community.outsider.id);
  });

  it('counts who is there for an invite', async () => {
    const { code } = await buildInvite(kraken, community);
    await community.member.socket();
    await seen('online');
    const { body } = await kraken.http().get(`/api/invites/${code}`);
    expect(body.community).toMatchObject({ memberCount: 2, onlineCount: 2 });
  });

  it('knows everyone who is asked for', async () => {
    await community.member.socket();
    await seen('online');
    const statuses = await kraken
      .get(PresenceService)
      .presenceOf([community.member.id, community.outsider.id]);
    expect([...statuses]).toEqual([
      [community.member.id, 'online'],
      [community.outsider.id, 'offline'],
    ]);
  });

  it.each([
    { status: 'offline' },
    { status: { $ne: 1 } },
    {},
    null,
    { status: 'idle', userId: 'x' },
  ])('refuses %j', async (payload) => {
    const socket = await community.member.socket();
    await seen('online');
    const answer = await socket.signal('presence.set', payload as never);
    expect(answer).toMatchObject({ code: 'invalid-input' });
    expect(await now()).toBe('online');
    expect(await socket.signal('presence.set', { status: 'idle' })).toEqual({ ok: true });
  });
});
