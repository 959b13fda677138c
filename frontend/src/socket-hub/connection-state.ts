import { useSyncExternalStore } from 'react';

/** What the line to the server is like, as a person would say it. */
export type LineStatus = 'connecting' | 'online' | 'reconnecting' | 'offline';

/** Holds the line's state outside React, because the socket lives longer than any screen. */
export class LineState {
  #status: LineStatus = 'connecting';
  readonly #listeners = new Set<() => void>();

  get status(): LineStatus {
    return this.#status;
  }

  set(status: LineStatus): void {
    if (status === this.#status) return;
    this.#status = status;
    for (const listener of this.#listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** The line of this page. There is one page, one person and one socket. */
export const line = new LineState();

export function useLineStatus(): LineStatus {
  return useSyncExternalStore(line.subscribe, () => line.status);
}
