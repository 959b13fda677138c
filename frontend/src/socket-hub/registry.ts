import type { ServerEvent, ServerPayloads } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { accessHandlers } from './handlers/access.handlers.ts';
import { channelHandlers } from './handlers/channel.handlers.ts';
import { communityHandlers } from './handlers/community.handlers.ts';
import { memberHandlers } from './handlers/member.handlers.ts';
import { messageHandlers } from './handlers/message.handlers.ts';
import { presenceHandlers } from './handlers/presence.handlers.ts';
import { reactionHandlers } from './handlers/reaction.handlers.ts';
import { readHandlers } from './handlers/read.handlers.ts';
import { sessionHandlers } from './handlers/session.handlers.ts';
import { typingHandlers } from './handlers/typing.handlers.ts';
import { userHandlers } from './handlers/user.handlers.ts';
import type { EventHandler } from './event-handler.ts';

/** Every event of the contract has its handler: one that is missing does not compile. */
export const handlers: { readonly [E in ServerEvent]: EventHandler<E> } = {
  ...accessHandlers,
  ...channelHandlers,
  ...communityHandlers,
  ...memberHandlers,
  ...messageHandlers,
  ...presenceHandlers,
  ...reactionHandlers,
  ...readHandlers,
  ...sessionHandlers,
  ...typingHandlers,
  ...userHandlers,
};

/** Applies one event to the cache. */
export function handleEvent<E extends ServerEvent>(
  event: E,
  payload: ServerPayloads[E],
  client: QueryClient,
): void {
  handlers[event](payload, client);
}
