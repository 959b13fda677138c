import { type ServerEvent, ServerEvents, type ServerPayloads } from '@kraken/shared';
import { notifyManager, type QueryClient } from '@tanstack/react-query';
import { Connection, type TokenSource } from './connection.ts';
import { line } from './connection-state.ts';
import { eventLogOf } from './event-log.ts';
import { FrameBatch } from './frame-batch.ts';
import { handleEvent } from './registry.ts';
import { resync } from './resync.ts';
import { provideConnection } from './signals.ts';

export interface HubOptions {
  client: QueryClient;
  tokens: TokenSource;
  /** The server ended this session: sign out on this device. */
  onSessionEnded: (reason: ServerPayloads['session.revoked']['reason']) => void;
}

/** Opens the line and feeds its events into the cache until the returned function is called. */
export function startHub({ client, tokens, onSessionEnded }: HubOptions): () => void {
  const connection = new Connection(tokens, line);
  const log = eventLogOf(client);
  const batch = new FrameBatch((work) => {
    notifyManager.batch(() => {
      for (const effect of work) {
        try {
          log.apply(effect);
        } catch (error) {
          // One bad event must not silence the rest; what it meant is fetched.
          // oxlint-disable-next-line no-console -- the only trace of a fault in somebody's browser
          console.error('An event could not be applied', error);
          resync(client);
        }
      }
    });
  });
  for (const event of Object.values(ServerEvents)) listen(event);

  function listen<E extends ServerEvent>(event: E): void {
    const receive = (payload: ServerPayloads[E]): void => {
      batch.add(() => handleEvent(event, payload, client));
    };
    // Socket.IO's own typing of `on` cannot follow a generic event name.
    (connection.socket.on as (name: string, listener: (payload: never) => void) => void).call(
      connection.socket,
      event,
      receive,
    );
  }

  connection.socket.on('session.revoked', ({ reason }) => onSessionEnded(reason));
  const releaseSocket = provideConnection(connection);
  connection.open();
  return () => {
    releaseSocket();
    connection.close();
  };
}
