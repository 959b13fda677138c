import type { Engine } from './engine.ts';
import { BlockedError } from './sessions/transactions.ts';
import { removeExpired } from './storage/expiry.ts';

/** MongoDB removes expired documents once a minute. */
const EXPIRY_INTERVAL = 60_000;
const SESSION_INTERVAL = 5_000;

/** Starts the work that nobody asks for: expired documents, idle cursors, forgotten transactions. */
export function startUpkeep(engine: Engine): () => void {
  const sessions = setInterval(() => {
    engine.transactions.sweep();
    engine.cursors.sweep();
  }, SESSION_INTERVAL);
  let next: NodeJS.Immediate | undefined;
  const expire = (): void => {
    const hasMore = attempt(engine);
    next = hasMore ? setImmediate(expire) : undefined;
  };
  const expiry = setInterval(() => {
    engine.retries.sweep();
    expire();
  }, EXPIRY_INTERVAL);
  sessions.unref();
  expiry.unref();
  return () => {
    clearInterval(sessions);
    clearInterval(expiry);
    if (next) clearImmediate(next);
  };
}

/** A document that a transaction holds is left for the next round. */
function attempt(engine: Engine): boolean {
  try {
    return removeExpired(engine);
  } catch (error) {
    if (error instanceof BlockedError) return false;
    throw error;
  }
}
