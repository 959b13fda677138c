import { Binary, UUID } from 'bson';
import { CommandError } from '../errors.ts';
import type { Reply } from '../wire/replies.ts';
import type { Context } from './context.ts';
import { answer } from './context.ts';

export function startSession(): Reply {
  return answer({ id: { id: new Binary(new UUID().buffer, 4) }, timeoutMinutes: 30 });
}

/** Sessions hold nothing but their transaction, and that ends by itself. */
export const endSessions = (): Reply => answer({});

export function commitTransaction(_context: Context): Reply {
  throw new CommandError('NoSuchTransaction', 'Transaction is not in progress', { labels: [] });
}

export function abortTransaction(_context: Context): Reply {
  throw new CommandError('NoSuchTransaction', 'Transaction is not in progress', { labels: [] });
}
