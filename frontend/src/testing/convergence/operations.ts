import type { Channel, Home, Message } from '@kraken/shared';
import fc from 'fast-check';
import { buildInvite } from '../../../../backend/src/testing/factories/community.ts';
import type { Answer } from '../../../../backend/src/testing/http-client.ts';
import type { Person } from '../../../../backend/src/testing/factories/person.ts';
import { channelPath, communityPath, newNonce, type Stage } from './stage.ts';

/** What a person may try; numbers choose among what there is by then, and much of it is refused. */
export interface Operation {
  readonly does: keyof typeof deeds;
  /** Who. */
  readonly actor: number;
  /** Where, and which. */
  readonly place: number;
  readonly pick: number;
}

interface Scene {
  stage: Stage;
  actor: Person;
  place: number;
  pick: number;
}

const emojis = ['🎉', '🐙', '👍'].map(encodeURIComponent);
const choose = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length];

const people = ({ owner, member, outsider, watcher }: Stage): Person[] => [
  owner,
  member,
  watcher,
  outsider,
];

async function channels({ stage, actor }: Scene): Promise<Channel[]> {
  const { body } = await actor.http.get(communityPath(stage));
  return body.channels ?? [];
}

async function textChannel(scene: Scene): Promise<Channel> {
  const found = (await channels(scene)).filter(({ type }) => type === 'text');
  return choose(found, scene.place) ?? scene.stage.general;
}

async function message(scene: Scene): Promise<{ path: string; message: Message | undefined }> {
  const path = `${channelPath(await textChannel(scene))}/messages`;
  const { body } = await scene.actor.http.get(path);
  const found = choose<Message>(body.items ?? [], scene.pick);
  return { path: `${path}/${found?.id ?? '0'.repeat(24)}`, message: found };
}

function words({ stage, pick }: Scene): string {
  const mentioned = choose([undefined, ...people(stage)], pick);
  return mentioned ? `<@${mentioned.id}>, **see** ${pick}` : `word ${pick}`;
}

const deeds = {
  sends: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.post(`${channelPath(await textChannel(scene))}/messages`, {
      nonce: newNonce(),
      content: words(scene),
    }),
  edits: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.patch((await message(scene)).path, { content: words(scene) }),
  deletes: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.delete((await message(scene)).path),
  reacts: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.put(
      `${(await message(scene)).path}/reactions/${choose(emojis, scene.place + scene.pick)}`,
    ),
  unreacts: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.delete(
      `${(await message(scene)).path}/reactions/${choose(emojis, scene.place + scene.pick)}`,
    ),
  reads: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.put(`${channelPath(await textChannel(scene))}/read`, { n: scene.pick % 6 }),
  readsAll: async ({ actor, stage }: Scene): Promise<Answer> => {
    const home: Home = (await actor.http.get('/api/users/me/home')).body;
    const states = home.communities.find(({ id }) => id === stage.id)?.channels ?? [];
    const answers = await Promise.all(
      states.map(({ channelId, lastN }) =>
        actor.http.put(`${channelPath({ id: channelId })}/read`, { n: lastN }),
      ),
    );
    return answers[0] ?? actor.http.get('/api/users/me');
  },
  changesProfile: ({ actor, pick }: Scene): Promise<Answer> =>
    actor.http.patch('/api/users/me', {
      displayName: `Name ${pick}`,
      settings: { fontScale: 80 + (pick % 70) },
    }),
  makesChannel: ({ stage, actor, place, pick }: Scene): Promise<Answer> =>
    actor.http.post(`${communityPath(stage)}/channels`, {
      name: `channel ${pick}`,
      type: choose(['text', 'voice', 'category'], place),
      parentId: place % 6 === 0 ? stage.category.id : null,
    }),
  changesChannel: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.patch(channelPath(await textChannel(scene)), { topic: `topic ${scene.pick}` }),
  deletesChannel: async (scene: Scene): Promise<Answer> =>
    scene.actor.http.delete(
      channelPath(choose(await channels(scene), scene.place) ?? scene.stage.general),
    ),
  ordersChannels: async (scene: Scene): Promise<Answer> => {
    const items = (await channels(scene)).map(({ id, parentId }) => ({ id, parentId }));
    const by = scene.pick % Math.max(1, items.length);
    return scene.actor.http.put(`${communityPath(scene.stage)}/channels/order`, {
      items: [...items.slice(by), ...items.slice(0, by)],
    });
  },
  renamesCommunity: ({ stage, actor, pick }: Scene): Promise<Answer> =>
    actor.http.patch(communityPath(stage), { name: `Community ${pick}` }),
  leaves: ({ stage, actor }: Scene): Promise<Answer> =>
    actor.http.delete(`${communityPath(stage)}/members/me`),
  joins: async ({ stage, actor }: Scene): Promise<Answer> => {
    const { code } = await buildInvite(stage.kraken, stage);
    return actor.http.post(`/api/invites/${code}/accept`);
  },
  founds: ({ actor, pick }: Scene): Promise<Answer> =>
    actor.http.post('/api/communities', { name: `Founded ${pick}` }),
};

export function perform(stage: Stage, operation: Operation): Promise<Answer> {
  const { does, actor, place, pick } = operation;
  const person = choose(people(stage), actor) as Person;
  return deeds[does]({ stage, actor: person, place, pick });
}

/** Talk is more frequent than change, and the owner may do most. */
const doesArbitrary = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('sends' as const) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<Operation['does'][]>(
      'edits',
      'deletes',
      'reacts',
      'unreacts',
      'reads',
      'readsAll',
    ),
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      ...(Object.keys(deeds) as Operation['does'][]).filter((deed) => deed !== 'founds'),
    ),
  },
);

const operationArbitrary: fc.Arbitrary<Operation> = fc.record({
  does: doesArbitrary,
  actor: fc.oneof(fc.constant(0), fc.nat(3)),
  place: fc.nat(11),
  pick: fc.nat(99),
});

/** Rounds one after the other; what is in one round happens at the same moment. */
export const roundsArbitrary = fc.array(
  fc.array(operationArbitrary, { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 5 },
);
