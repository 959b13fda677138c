import type { ServerPayloads } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';
import { keepLastState, restoreLastState } from '../features/home/last-state.ts';
import { startOutbox } from '../features/messages/outbox/start-outbox.ts';
import type { TokenSource } from './connection.ts';
import { startHub } from './hub.ts';
import { setQueryDefaults } from './query-defaults.ts';

export interface LiveOptions {
  client: QueryClient;
  userId: string;
  tokens: TokenSource;
  /** The server ended this session: sign out on this device. */
  onSessionEnded: (reason: ServerPayloads['session.revoked']['reason']) => void;
}

/**
 * Everything that lives as long as somebody is signed in: the last state from this device, the line
 * to the server, the outbox. Returns what ends it.
 */
export function startLive({ client, userId, tokens, onSessionEnded }: LiveOptions): () => void {
  setQueryDefaults(client);
  const stopKeeping = keepLastState(client, userId);
  const stopOutbox = startOutbox(client, userId);
  const stopHub = startHub({ client, tokens, onSessionEnded });
  void restoreLastState(client, userId);
  return () => {
    stopHub();
    stopOutbox();
    stopKeeping();
    // What one account saw is not there for the next.
    client.clear();
  };
}
