import { markTyping, typingKeys, type TypingMarks } from '../../features/typing/typing-cache.ts';
import type { Handlers } from '../event-handler.ts';
import { readerId } from './cached.ts';

export const typingHandlers: Handlers<'typing.started'> = {
  'typing.started': ({ channelId, userId }, client) => {
    if (userId === readerId(client)) return;
    client.setQueryData<TypingMarks>(typingKeys.channel(channelId), (marks) =>
      markTyping(marks, userId, Date.now()),
    );
  },
};
