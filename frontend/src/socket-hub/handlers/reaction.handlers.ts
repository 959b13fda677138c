import type { ReactionChange } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { changeWindow } from '../../features/messages/cache/change-window.ts';
import { reactionChange } from '../../features/messages/cache/channel-changes.ts';
import type { Handlers } from '../event-handler.ts';
import { readerId } from './cached.ts';

function handle(change: ReactionChange, client: QueryClient, added: boolean): void {
  const mine = change.userId === readerId(client);
  changeWindow(client, change.channelId, reactionChange(change, { added, mine }));
}

export const reactionHandlers: Handlers<'reaction.added' | 'reaction.removed'> = {
  'reaction.added': (change, client) => handle(change, client, true),
  'reaction.removed': (change, client) => handle(change, client, false),
};
