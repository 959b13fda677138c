import type { ClientEvent, ClientPayloads } from '@kraken/shared';
import { Injectable } from '@nestjs/common';
import type { Identity } from '../access/session-verifier.ts';

/** What a handler of a client signal learns beside the payload. */
export interface SignalSource extends Identity {
  socketId: string;
}

export type SignalHandler<E extends ClientEvent> = (
  source: SignalSource,
  payload: ClientPayloads[E],
) => Promise<void> | void;

type Handlers = { [E in ClientEvent]?: SignalHandler<E> };

/** Who comes and goes, for presence. */
export interface ConnectionListener {
  connected?(source: SignalSource): void;
  disconnected?(source: SignalSource): void;
}

/** Where features say which client signals they answer and that they want to know of connections. */
@Injectable()
export class Signals {
  private readonly handlers: Handlers = {};
  private readonly listeners: ConnectionListener[] = [];

  /**
   * Answers a signal. The payload has been held against its schema and the rate has been counted; access to what it
   * names is for the handler to ask. Returning acknowledges it; a thrown `Refusal` becomes the problem.
   */
  handle<E extends ClientEvent>(event: E, handler: SignalHandler<E>): void {
    if (this.handlers[event]) throw new Error(`${event} has two handlers`);
    (this.handlers as Record<string, unknown>)[event] = handler;
  }

  listen(listener: ConnectionListener): void {
    this.listeners.push(listener);
  }

  handlerOf<E extends ClientEvent>(event: E): SignalHandler<E> | undefined {
    return this.handlers[event];
  }

  tellConnected(source: SignalSource): void {
    for (const listener of this.listeners) listener.connected?.(source);
  }

  tellDisconnected(source: SignalSource): void {
    for (const listener of this.listeners) listener.disconnected?.(source);
  }
}
