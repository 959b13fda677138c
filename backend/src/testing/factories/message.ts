import type { Message } from '@kraken/shared';
import { randomUUID } from 'node:crypto';
import { MessagesService } from '../../features/messages/messages.service.ts';
import type { TestApp } from '../start-test-app.ts';

/** A message by that person, without a request and without limits. */
export function buildMessage(
  kraken: TestApp,
  { channelId, authorId }: { channelId: string; authorId: string },
  { content = 'a message', nonce = `${randomUUID()}` } = {},
): Promise<Message> {
  return kraken.get(MessagesService).send(authorId, channelId, { nonce, content });
}
