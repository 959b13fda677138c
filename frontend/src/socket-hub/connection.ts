import type { ClientToServerEvents, ServerToClientEvents } from '@kraken/shared';
import { io, type Socket } from 'socket.io-client';
import { waitBeforeTry } from './backoff.ts';
import type { LineState } from './connection-state.ts';

export type HubSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Where the connection gets its proof of identity from. */
export interface TokenSource {
  /** A token that stays good for a while, fetched anew when needed. Rejects when there is none to be had. */
  accessToken(): Promise<AccessToken>;
}

export interface AccessToken {
  readonly token: string;
  /** Epoch ms after which it is refused. */
  readonly expiresAt: number;
}

/** Renewed this long before the server would refuse the old one; the session has a new token by then. */
const RENEW_AHEAD_MS = 45_000;
const LEAST_RENEW_WAIT_MS = 5_000;

/** Keeps one socket open: connects, renews its session before it runs out, comes back after a loss. */
export class Connection {
  readonly socket: HubSocket;
  readonly #tokens: TokenSource;
  readonly #line: LineState;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #renewal: ReturnType<typeof setTimeout> | undefined;
  #expiresAt = 0;
  #isClosed = false;

  constructor(tokens: TokenSource, state: LineState, url?: string) {
    this.#tokens = tokens;
    this.#line = state;
    const options = {
      path: '/socket.io',
      transports: ['websocket', 'polling'],
      autoConnect: false,
      // Its own jitter is only a share of the wait; ours is the whole of it.
      reconnection: false,
      auth: (give: (data: object) => void) => void this.#authenticate(give),
    };
    this.socket = url === undefined ? io(options) : io(url, options);
    this.socket.on('connect', () => this.#onConnect());
    this.socket.on('disconnect', () => this.#onLoss());
    this.socket.on('connect_error', () => this.#onLoss());
  }

  open(): void {
    this.#line.set(isOffline() ? 'offline' : 'connecting');
    this.socket.connect();
    if (typeof window === 'undefined') return;
    window.addEventListener('online', this.tryNow);
    window.addEventListener('offline', this.#onOffline);
    document.addEventListener('visibilitychange', this.#onVisible);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#renewal);
    this.socket.disconnect();
    if (typeof window === 'undefined') return;
    window.removeEventListener('online', this.tryNow);
    window.removeEventListener('offline', this.#onOffline);
    document.removeEventListener('visibilitychange', this.#onVisible);
  }

  /** Does not wait for the next turn: a person asked, or the network came back. */
  readonly tryNow = (): void => {
    if (this.#isClosed || this.socket.connected) return;
    clearTimeout(this.#retry);
    this.#line.set('reconnecting');
    this.socket.connect();
  };

  readonly #onOffline = (): void => {
    this.#line.set('offline');
    this.socket.disconnect();
  };

  readonly #onVisible = (): void => {
    if (document.visibilityState === 'visible' && !isOffline()) this.tryNow();
  };

  async #authenticate(give: (data: object) => void): Promise<void> {
    try {
      const { token, expiresAt } = await this.#tokens.accessToken();
      this.#expiresAt = expiresAt;
      give({ token });
    } catch {
      // No token, perhaps because the server is away: the session decides whether it is over.
      this.socket.disconnect();
      this.#onLoss();
    }
  }

  #onConnect(): void {
    this.#attempt = 0;
    this.#line.set('online');
    this.#renewLater();
  }

  #onLoss(): void {
    clearTimeout(this.#renewal);
    if (this.#isClosed) return;
    this.#line.set(isOffline() ? 'offline' : 'reconnecting');
    clearTimeout(this.#retry);
    this.#retry = setTimeout(this.tryNow, waitBeforeTry(this.#attempt++));
  }

  #renewLater(): void {
    clearTimeout(this.#renewal);
    const wait = Math.max(LEAST_RENEW_WAIT_MS, this.#expiresAt - Date.now() - RENEW_AHEAD_MS);
    this.#renewal = setTimeout(() => void this.#renew(), wait);
  }

  async #renew(): Promise<void> {
    try {
      const { token, expiresAt } = await this.#tokens.accessToken();
      this.#expiresAt = expiresAt;
      this.socket.emit('session.renew', { token }, (answer) => {
        if ('ok' in answer) this.#renewLater();
        // Refused: a fresh handshake tells whether the session is still good.
        else this.socket.disconnect();
      });
    } catch {
      this.#renewLater();
    }
  }
}

function isOffline(): boolean {
  return typeof navigator !== 'undefined' && navigator.onLine === false;
}
