import type { Channel, Message } from '@kraken/shared';
import { randomUUID } from 'node:crypto';
import {
  buildChannel,
  buildCommunity,
  type BuiltCommunity,
  join,
  type People,
} from '../../../../backend/src/testing/factories/community.ts';
import { buildMessage } from '../../../../backend/src/testing/factories/message.ts';
import { buildPerson, type Person } from '../../../../backend/src/testing/factories/person.ts';
import type { TestApp } from '../../../../backend/src/testing/start-test-app.ts';

/** A community in the middle of its life, and the person who watches it. */
export interface Stage extends BuiltCommunity {
  kraken: TestApp;
  watcher: Person;
  category: Channel;
  /** In the category. */
  inner: Channel;
  /** In #general, of the owner: it mentions the watcher, and the member stands on its 🎉. */
  first: Message;
  /** In #general, of the member. */
  second: Message;
}

export const newNonce = (): string => randomUUID();

export const party = encodeURIComponent('🎉');

/** A community with channels, messages, unread mentions and reactions. */
export async function buildStage(
  kraken: TestApp,
  people?: People & { watcher: Person },
): Promise<Stage> {
  const watcher = people?.watcher ?? (await buildPerson(kraken));
  const community = await buildCommunity(kraken, people);
  await join(kraken, watcher, community.id);
  const category = await buildChannel(kraken, community, { name: 'Rooms', type: 'category' });
  const inner = await buildChannel(kraken, community, { name: 'inner', parentId: category.id });
  const { owner, member, general } = community;
  const written = (author: Person, content: string) =>
    buildMessage(kraken, { channelId: general.id, authorId: author.id }, { content });
  const first = await written(owner, `Welcome, <@${watcher.id}>`);
  const second = await written(member, 'Glad to be here');
  const stage = { ...community, kraken, watcher, category, inner, first, second };
  await member.http.put(`${messagePath(stage, first)}/reactions/${party}`);
  return stage;
}

export const communityPath = ({ id }: { id: string }): string => `/api/communities/${id}`;
export const channelPath = ({ id }: { id: string }): string => `/api/channels/${id}`;
export const messagePath = ({ general }: Stage, { id }: { id: string }): string =>
  `${channelPath(general)}/messages/${id}`;
