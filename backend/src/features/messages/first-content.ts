import { createHash } from 'node:crypto';
import type { StoredMessage } from './messages.repository.ts';

/** Digest of a content, to know it again after an edit without keeping it. */
export function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('base64url');
}

/** Whether this is what the message said when it was sent. */
export function hasBegunWith(message: StoredMessage, content: string): boolean {
  return message.digest === undefined
    ? message.content === content
    : message.digest === digestOf(content);
}
