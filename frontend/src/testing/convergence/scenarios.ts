import { buildInvite } from '../../../../backend/src/testing/factories/community.ts';
import {
  buildInstanceOwner,
  type Person,
} from '../../../../backend/src/testing/factories/person.ts';
import type { RouteId } from '../../../../backend/src/access-table.ts';
import type { Answer } from '../../../../backend/src/testing/http-client.ts';
import type { TestApp } from '../../../../backend/src/testing/start-test-app.ts';
import { channelPath, communityPath, messagePath, newNonce, party, type Stage } from './stage.ts';

/** A person does something that others may see. */
export interface Scenario {
  readonly title: string;
  /** Who does it; their second device looks on. Nobody, when there is no such person before. */
  readonly actor: 'owner' | 'member' | 'outsider' | 'watcher' | null;
  /** Before anybody looks. */
  readonly prepare?: (stage: Stage) => Promise<unknown>;
  readonly act: (stage: Stage, prepared: never) => Promise<Answer>;
}

function scenario<T>(
  title: string,
  {
    actor,
    prepare,
    act,
  }: {
    actor: Scenario['actor'];
    prepare?: (stage: Stage) => Promise<T>;
    act: (stage: Stage, prepared: T) => Promise<Answer>;
  },
): Scenario {
  return { title, actor, ...(prepare && { prepare }), act };
}

/** By hand of an existing member, what the title says. */
const does = (
  actor: 'owner' | 'member' | 'outsider' | 'watcher',
  title: string,
  act: (stage: Stage) => Promise<Answer>,
): Scenario => scenario(title, { actor, act });

const send = (stage: Stage, actor: 'owner' | 'member', content: string): Promise<Answer> =>
  stage[actor].http.post(`${channelPath(stage.general)}/messages`, { nonce: newNonce(), content });

/** Who has set this Kraken up, once for all scenarios. */
const owners = new WeakMap<TestApp, Promise<Person>>();
function instanceOwner(kraken: TestApp): Promise<Person> {
  const owner = owners.get(kraken) ?? buildInstanceOwner(kraken, { communityName: 'First' });
  owners.set(kraken, owner);
  return owner;
}

/** Everything that changes what somebody can fetch: at least one scenario per mutating route of the access table. */
export const scenarios: { readonly [R in RouteId]?: readonly Scenario[] } = {
  'setup.complete': [
    scenario('the one with the link sets it up', {
      actor: null,
      act: async ({ kraken }) => {
        await instanceOwner(kraken);
        return kraken.http().get('/api/instance');
      },
    }),
  ],
  'instance.update': [
    scenario('its owner renames the instance', {
      actor: null,
      prepare: ({ kraken }) => instanceOwner(kraken),
      act: (_stage, owner) => owner.http.patch('/api/instance', { name: 'Abyss' }),
    }),
  ],

  'auth.register': [
    scenario('a newcomer registers with an invite', {
      actor: null,
      prepare: async (stage) => {
        await instanceOwner(stage.kraken);
        return buildInvite(stage.kraken, stage);
      },
      act: ({ kraken }, { code }) =>
        kraken.http().post('/api/auth/register', {
          username: `newcomer-${newNonce().slice(0, 8)}`,
          password: 'a password for tests',
          inviteCode: code,
        }),
    }),
  ],
  'auth.login': [
    does('member', 'signs in once more', ({ kraken, member: { username, password } }) =>
      kraken.http().post('/api/auth/login', { username, password }),
    ),
  ],
  'auth.refresh': [
    does('member', 'renews the session', ({ member }) => member.http.post('/api/auth/refresh')),
  ],
  'auth.logout': [
    does('member', 'signs out here', ({ member }) => member.http.post('/api/auth/logout')),
  ],
  'auth.changePassword': [
    does('member', 'changes the password, which ends the other devices', ({ member }) =>
      member.http.post('/api/auth/password', {
        currentPassword: member.password,
        newPassword: 'another password for tests',
      }),
    ),
  ],
  'session.revoke': [
    does('member', 'ends the other device', async ({ member }) => {
      const { body } = await member.http.get('/api/auth/sessions');
      const other = body.items.find(({ current }: { current: boolean }) => !current);
      return member.http.delete(`/api/auth/sessions/${other.id}`);
    }),
  ],
  'session.revokeOthers': [
    does('member', 'ends all other devices', ({ member }) =>
      member.http.delete('/api/auth/sessions'),
    ),
  ],

  'user.updateMe': [
    does('member', 'changes the profile', ({ member }) =>
      member.http.patch('/api/users/me', {
        displayName: 'Mira of the Deep',
        pronouns: 'she/her',
        bio: 'Swims.',
        customStatus: { text: 'below' },
      }),
    ),
    does('member', 'changes only settings', ({ member }) =>
      member.http.patch('/api/users/me', { settings: { theme: 'light', density: 'compact' } }),
    ),
    does('member', 'changes profile and settings at once', ({ member }) =>
      member.http.patch('/api/users/me', { displayName: 'Both', settings: { fontScale: 120 } }),
    ),
  ],

  'community.create': [
    does('member', 'founds a community', ({ member }) =>
      member.http.post('/api/communities', { name: 'A second home' }),
    ),
  ],
  'community.update': [
    does('owner', 'renames and describes it', (stage) =>
      stage.owner.http.patch(communityPath(stage), { name: 'Renamed', description: 'Deep' }),
    ),
  ],
  'community.delete': [
    does('owner', 'deletes it', (stage) => stage.owner.http.delete(communityPath(stage))),
  ],
  'member.leave': [
    does('member', 'leaves', (stage) =>
      stage.member.http.delete(`${communityPath(stage)}/members/me`),
    ),
  ],

  'channel.create': [
    does('owner', 'makes a channel in a category', (stage) =>
      stage.owner.http.post(`${communityPath(stage)}/channels`, {
        name: 'reef',
        type: 'text',
        parentId: stage.category.id,
      }),
    ),
    does('owner', 'makes a voice channel', (stage) =>
      stage.owner.http.post(`${communityPath(stage)}/channels`, { name: 'Talk', type: 'voice' }),
    ),
  ],
  'channel.order': [
    does('owner', 'puts the channels in another order', (stage) =>
      stage.owner.http.put(`${communityPath(stage)}/channels/order`, {
        items: [stage.voice, stage.inner, stage.category, stage.announcements, stage.general].map(
          ({ id }) => ({ id, parentId: null }),
        ),
      }),
    ),
  ],
  'channel.update': [
    does('owner', 'renames a channel', (stage) =>
      stage.owner.http.patch(channelPath(stage.general), { name: 'lobby', topic: 'Come in' }),
    ),
  ],
  'channel.delete': [
    does('owner', 'deletes a channel with unread mentions', (stage) =>
      stage.owner.http.delete(channelPath(stage.general)),
    ),
    does('owner', 'deletes a category with a channel in it', (stage) =>
      stage.owner.http.delete(channelPath(stage.category)),
    ),
  ],
  'channel.markRead': [
    does('watcher', 'reads to the end', (stage) =>
      stage.watcher.http.put(`${channelPath(stage.general)}/read`, { n: 2 }),
    ),
    scenario('sets back before a mention', {
      actor: 'watcher',
      prepare: (stage) => stage.watcher.http.put(`${channelPath(stage.general)}/read`, { n: 2 }),
      act: (stage) => stage.watcher.http.put(`${channelPath(stage.general)}/read`, { n: 0 }),
    }),
  ],

  'invite.create': [
    does('member', 'makes an invite', (stage) =>
      stage.member.http.post(`${communityPath(stage)}/invites`, {}),
    ),
  ],
  'invite.revoke': [
    scenario('its maker revokes an invite', {
      actor: 'member',
      prepare: (stage) => buildInvite(stage.kraken, stage, { creator: stage.member }),
      act: (stage, { code }) => stage.member.http.delete(`${communityPath(stage)}/invites/${code}`),
    }),
  ],
  'invite.accept': [
    scenario('an outsider comes in', {
      actor: 'outsider',
      prepare: (stage) => buildInvite(stage.kraken, stage),
      act: (stage, { code }) => stage.outsider.http.post(`/api/invites/${code}/accept`),
    }),
    scenario('one who has left comes back', {
      actor: 'member',
      prepare: async (stage) => {
        await stage.member.http.delete(`${communityPath(stage)}/members/me`);
        await stage.member.http.patch('/api/users/me', { displayName: 'Back again' });
        return buildInvite(stage.kraken, stage);
      },
      act: (stage, { code }) => stage.member.http.post(`/api/invites/${code}/accept`),
    }),
  ],

  'message.send': [
    does('member', 'writes', (stage) => send(stage, 'member', 'Hello, **all**')),
    does('owner', 'mentions the watcher', (stage) =>
      send(stage, 'owner', `<@${stage.watcher.id}>, look`),
    ),
    scenario('an outsider is mentioned, whom it does not concern', {
      actor: 'owner',
      act: (stage) => send(stage, 'owner', `<@${stage.outsider.id}>`),
    }),
  ],
  'message.edit': [
    does('owner', 'edits the mention away', (stage) =>
      stage.owner.http.patch(messagePath(stage, stage.first), { content: 'Welcome, you' }),
    ),
    does('member', 'edits a mention of the watcher in', (stage) =>
      stage.member.http.patch(messagePath(stage, stage.second), {
        content: `Glad to see <@${stage.watcher.id}>`,
      }),
    ),
  ],
  'message.delete': [
    does('owner', 'deletes the message that mentions the watcher', (stage) =>
      stage.owner.http.delete(messagePath(stage, stage.first)),
    ),
    does('owner', "deletes another's message", (stage) =>
      stage.owner.http.delete(messagePath(stage, stage.second)),
    ),
  ],

  'reaction.add': [
    does('owner', 'joins the 🎉', (stage) =>
      stage.owner.http.put(`${messagePath(stage, stage.first)}/reactions/${party}`),
    ),
    does('watcher', 'is the first with a 🐙', (stage) =>
      stage.watcher.http.put(
        `${messagePath(stage, stage.second)}/reactions/${encodeURIComponent('🐙')}`,
      ),
    ),
  ],
  'reaction.remove': [
    does('member', 'takes the only 🎉 back', (stage) =>
      stage.member.http.delete(`${messagePath(stage, stage.first)}/reactions/${party}`),
    ),
  ],
};
