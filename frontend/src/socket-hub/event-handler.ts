import type { ServerEvent, ServerPayloads } from '@kraken/shared';
import type { QueryClient } from '@tanstack/react-query';

/**
 * Turns an event into an update or an invalidation of the query cache. Idempotent, unmoved by
 * duplicates and by a wrong order, and leaves references alone when nothing changed.
 */
export type EventHandler<E extends ServerEvent> = (
  payload: ServerPayloads[E],
  client: QueryClient,
) => void;

/** The handlers of one noun. */
export type Handlers<E extends ServerEvent> = { readonly [K in E]: EventHandler<K> };
