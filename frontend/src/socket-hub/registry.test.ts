import {
  type Channel,
  type CommunitySnapshot,
  defaultSettings,
  type Home,
  type Message,
  type ServerEvent,
  type ServerPayloads,
} from '@kraken/shared';
import { QueryClient } from '@tanstack/react-query';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { communityKeys } from '../features/communities/community-keys.ts';
import { homeKeys } from '../features/home/home-keys.ts';
import { memberKeys } from '../features/members/member-keys.ts';
import type { MemberWindow } from '../features/members/member-updates.ts';
import { buildMessage } from '../features/messages/cache/build-message.ts';
import { messageKeys } from '../features/messages/cache/message-keys.ts';
import type { MessageWindow } from '../features/messages/cache/message-window.ts';
import { windowOf } from '../features/messages/cache/window-updates.ts';
import { outboxKeys } from '../features/messages/outbox/outbox-item.ts';
import { presenceKeys } from '../features/presence/presence-keys.ts';
import { userKeys } from '../features/users/user-keys.ts';
import { setQueryDefaults } from './query-defaults.ts';
import { handleEvent } from './registry.ts';

const id = (letter: string) => letter.repeat(24);
const [me, ana, community, general] = [id('e'), id('a'), id('b'), id('c')];
const createdAt = '2026-01-01T00:00:00.000Z';

const person = (userId: string, displayName: string) => ({
  id: userId,
  username: displayName.toLowerCase(),
  displayName,
  pronouns: '',
  bio: '',
  customStatus: null,
  createdAt,
});
const channel = (channelId: string, facts: Partial<Channel> = {}): Channel => ({
  id: channelId,
  communityId: community,
  type: 'text',
  name: 'general',
  topic: '',
  parentId: null,
  position: 0,
  createdAt,
  ...facts,
});
const facts = {
  id: community,
  name: 'Tidal Commons',
  description: '',
  ownerId: ana,
  version: 4,
  memberCount: 2,
  createdAt,
};
const member = (userId: string, name: string) => ({
  communityId: community,
  user: person(userId, name),
  presence: 'online' as const,
  joinedAt: createdAt,
});

let client: QueryClient;
beforeEach(() => {
  client = new QueryClient();
  setQueryDefaults(client);
  client.setQueryData<Home>(homeKeys.all, {
    user: { ...person(me, 'Iris'), rights: [], settings: defaultSettings },
    communities: [{ ...facts, channels: [{ channelId: general, n: 2, mentions: 0, lastN: 2 }] }],
  });
  client.setQueryData<CommunitySnapshot>(communityKeys.snapshot(community), {
    ...facts,
    channels: [channel(general)],
    permissions: ['message.send'],
  });
  client.setQueryData<MessageWindow>(
    messageKeys.window(general),
    windowOf({
      items: [
        buildMessage({ n: 1, channelId: general }),
        buildMessage({ n: 2, channelId: general }),
      ],
      users: [],
      hasBefore: false,
      hasAfter: false,
      seq: 2,
    }),
  );
  client.setQueryData<MemberWindow>(memberKeys.list(community), { items: [member(ana, 'Ana')] });
});

const tell = <E extends ServerEvent>(event: E, payload: ServerPayloads[E]) =>
  handleEvent(event, payload, client);
const home = () => client.getQueryData<Home>(homeKeys.all)!;
const snapshot = () => client.getQueryData<CommunitySnapshot>(communityKeys.snapshot(community))!;
const window = () => client.getQueryData<MessageWindow>(messageKeys.window(general))!;
const members = () => client.getQueryData<MemberWindow>(memberKeys.list(community))!;
const isStale = (key: readonly unknown[]) => client.getQueryState(key)!.isInvalidated;

const mentioning = (n: number): Message =>
  buildMessage({ n, channelId: general, spans: [{ type: 'userMention', userId: me }] });

/** Every event that changes something, so that each can be told twice. */
const events: { [E in ServerEvent]?: ServerPayloads[E] } = {
  'message.created': mentioning(3),
  'message.updated': { ...buildMessage({ n: 1, channelId: general, content: 'new' }), seq: 3 },
  'message.deleted': { ...buildMessage({ n: 1 }), channelId: general, seq: 3, deleted: true },
  'reaction.added': {
    channelId: general,
    messageId: buildMessage({ n: 2 }).id,
    n: 2,
    seq: 3,
    userId: me,
    emoji: '🎉',
    count: 1,
  },
  'channel.created': { communityId: community, version: 5, channel: channel(id('d')) },
  'channel.updated': {
    communityId: community,
    version: 5,
    channels: [channel(general, { name: 'lobby' })],
  },
  'channel.deleted': { communityId: community, version: 5, channelId: id('d'), moved: [] },
  'community.updated': { ...facts, version: 5, name: 'Deep Commons' },
  'member.joined': { communityId: community, memberCount: 3, member: member(id('f'), 'Farid') },
  'member.updated': { communityId: community, member: member(ana, 'Ana Reef') },
  'member.left': { communityId: community, memberCount: 1, userId: ana },
  'presence.updated': { userId: ana, status: 'idle' },
  'read.updated': { channelId: general, n: 1, mentions: 1 },
  'user.updated': person(ana, 'Ana Reef'),
  'access.revoked': { communityId: community, channelId: general },
};

describe('an event that is told twice', () => {
  for (const event of Object.keys(events) as ServerEvent[]) {
    it(`${event} changes nothing the second time`, () => {
      const payload = events[event] as ServerPayloads[typeof event];
      tell(event, payload);
      const once = [home(), snapshot(), window(), members()];
      tell(event, structuredClone(payload));
      const twice = [home(), snapshot(), window(), members()];
      expect(twice).toEqual(once);
      // Equal is not enough: what is not new must not wake the screen.
      twice.forEach((value, at) => expect(value === once[at]).toBe(true));
    });
  }
});

describe('a new message', () => {
  it('is shown, counted, and ends the writer’s typing mark', () => {
    tell('typing.started', { channelId: general, userId: ana });
    tell('message.created', buildMessage({ n: 3, channelId: general, authorId: ana }));
    expect(window().items.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(home().communities[0]!.channels[0]).toMatchObject({ n: 2, lastN: 3, mentions: 0 });
    expect(client.getQueryData(['typing', general])).toEqual({});
  });

  it('that mentions me counts as a mention once', () => {
    tell('message.created', mentioning(3));
    tell('message.created', mentioning(3));
    expect(home().communities[0]!.channels[0]).toMatchObject({ lastN: 3, mentions: 1 });
  });

  it('of mine takes its waiting copy out of the outbox', () => {
    client.setQueryData(outboxKeys.all, [{ nonce: 'nonce-1' }, { nonce: 'nonce-2' }]);
    tell(
      'message.created',
      buildMessage({ n: 3, channelId: general, authorId: me, nonce: 'nonce-1' }),
    );
    expect(client.getQueryData(outboxKeys.all)).toEqual([{ nonce: 'nonce-2' }]);
  });

  it('after a hole makes the window ask for the rest', () => {
    tell('message.created', buildMessage({ n: 4, channelId: general }));
    expect(window()).toMatchObject({ behind: true, seq: 2 });
    expect(isStale(messageKeys.window(general))).toBe(true);
  });
});

describe('a change of structure', () => {
  it('is applied when it is the next version', () => {
    tell('channel.created', { communityId: community, version: 5, channel: channel(id('d')) });
    expect(snapshot().channels).toHaveLength(2);
    expect(home().communities[0]!.channels).toHaveLength(2);
    expect(isStale(communityKeys.snapshot(community))).toBe(false);
  });

  it('that comes after a missed one has home fetched again, too, even where no snapshot is known', () => {
    client.removeQueries({ queryKey: communityKeys.snapshot(community) });
    tell('channel.created', { communityId: community, version: 5, channel: channel(id('d')) });
    expect(isStale(homeKeys.all)).toBe(false);
    tell('channel.updated', { communityId: community, version: 7, channels: [] });
    expect(isStale(homeKeys.all)).toBe(true);
  });

  it('does not turn back how many members there are', () => {
    tell('member.joined', { communityId: community, memberCount: 3, member: member(id('f'), 'F') });
    tell('community.updated', { ...facts, version: 5, memberCount: 2 });
    expect(snapshot().memberCount).toBe(3);
    expect(home().communities[0]!.memberCount).toBe(3);
  });

  it('of an old version is passed over', () => {
    const before = snapshot();
    tell('community.updated', { ...facts, version: 3, name: 'Old' });
    expect(snapshot()).toBe(before);
    expect(home().communities[0]!.name).toBe('Tidal Commons');
  });

  it('that comes after a missed one has the snapshot fetched again', () => {
    tell('channel.updated', { communityId: community, version: 7, channels: [] });
    expect(snapshot().version).toBe(4);
    expect(isStale(communityKeys.snapshot(community))).toBe(true);
  });

  it('a voice channel is not counted among the readable ones', () => {
    const voice = channel(id('d'), { type: 'voice' });
    tell('channel.created', { communityId: community, version: 5, channel: voice });
    expect(snapshot().channels).toHaveLength(2);
    expect(home().communities[0]!.channels).toHaveLength(1);
  });
});

describe('what goes out of sight', () => {
  it('takes everything cached of a community with it', () => {
    tell('community.deleted', { communityId: community });
    expect(home().communities).toEqual([]);
    for (const key of [
      communityKeys.snapshot(community),
      messageKeys.window(general),
      memberKeys.list(community),
    ]) {
      expect(client.getQueryData(key)).toBeUndefined();
    }
  });

  it('takes only the channel when only that was lost', () => {
    tell('access.revoked', { communityId: community, channelId: general });
    expect(client.getQueryData(messageKeys.window(general))).toBeUndefined();
    expect(snapshot().channels).toEqual([]);
    expect(home().communities).toHaveLength(1);
  });
});

describe('what one’s own other device changed', () => {
  it('brings settings along, which a copy for others leaves alone', () => {
    const self = { ...person(me, 'Iris'), rights: [], settings: defaultSettings };
    tell('user.updated', { ...self, settings: { ...defaultSettings, theme: 'light' } });
    tell('user.updated', person(me, 'Iris'));
    expect(home().user.settings.theme).toBe('light');
    expect(client.getQueryData(userKeys.detail(me))).not.toHaveProperty('settings');
  });
});

describe('something that is known to be old', () => {
  it('stays so when an event changes a part of it', () => {
    tell('session.ready', { userId: me, sessionId: id('9') });
    tell('presence.updated', { userId: ana, status: 'idle' });
    tell('member.joined', { communityId: community, memberCount: 3, member: member(id('f'), 'F') });
    expect(members().items.map(({ presence }) => presence)).toEqual(['idle', 'online']);
    expect(snapshot().memberCount).toBe(3);
    for (const key of [
      communityKeys.snapshot(community),
      memberKeys.list(community),
      homeKeys.all,
    ]) {
      expect(isStale(key)).toBe(true);
    }
  });
});

describe('a session that is ready again', () => {
  it('forgets who was told to be here, and asks for the people that nothing else brings', async () => {
    tell('presence.updated', { userId: ana, status: 'dnd' });
    client.setQueryData(userKeys.detail(ana), person(ana, 'Ana'), { updatedAt: 1 });
    tell('session.ready', { userId: me, sessionId: id('9') });
    expect(client.getQueryData(presenceKeys.of(ana))).toBeUndefined();
    await vi.waitFor(() => expect(isStale(userKeys.detail(ana))).toBe(true));
  });

  it('has everything asked for that events would have told', () => {
    tell('session.ready', { userId: me, sessionId: id('9') });
    expect(window().behind).toBe(true);
    for (const key of [
      homeKeys.all,
      communityKeys.snapshot(community),
      messageKeys.window(general),
      memberKeys.list(community),
    ]) {
      expect(isStale(key)).toBe(true);
    }
  });
});
