import type { SignedIn } from '@kraken/shared';
import { createSignal, type Signal } from '../../ui/signal.ts';
import { ApiProblem } from '../api/api-problem.ts';
import type { AccessToken, EndReason, SessionState, TabNotice } from './session-state.ts';

/** What the session needs of the world; a test brings its own. */
export interface SessionWorld {
  refresh: () => Promise<SignedIn>;
  logout: () => Promise<void>;
  /** Runs work while no other tab runs its own. */
  exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  /** Tells the other tabs. */
  announce: (notice: TabNotice) => void;
  /** Remembers for the next start whether somebody was signed in here, so that it can paint the right screen. */
  remember: (signedIn: boolean) => void;
}

/** A token with less life than this is renewed before it is used. */
const FRESH_MS = 30_000;
/** Renewed in the background this long before its end. */
const AHEAD_MS = 60_000;
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;
/** The longest delay a timer can hold. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Who is signed in on this page. The access token lives in memory only; the refresh token is in a cookie that no
 * script can read. Parallel tabs take turns at refreshing and share what they get.
 */
export class Session {
  readonly state: Signal<SessionState> = createSignal<SessionState>({ status: 'restoring' });
  readonly #world: SessionWorld;
  #token: AccessToken | null = null;
  #refreshing: Promise<AccessToken> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(world: SessionWorld) {
    this.#world = world;
  }

  /** Asks the cookie who we are; called once per page load, and again after the server was out of reach. */
  async restore(): Promise<void> {
    if (this.state.get().status === 'signed-in') return;
    try {
      await this.#refresh();
      this.#failures = 0;
    } catch {
      if (this.state.get().status === 'signed-out') return;
      this.state.set({ status: 'unreachable' });
      const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
      this.#failures += 1;
      this.#later(wait, () => this.restore());
    }
  }

  /** Nobody was signed in here and a door is being opened: there is nothing to ask the server. */
  beginSignedOut(): void {
    if (this.state.get().status === 'restoring') this.state.set({ status: 'signed-out' });
  }

  /** Takes what register, login and setup answer. */
  accept(signedIn: SignedIn): void {
    const token = {
      token: signedIn.accessToken,
      expiresAt: Date.now() + signedIn.expiresIn * 1000,
    };
    this.#take(signedIn.user.id, token);
    this.#world.announce({ kind: 'token', userId: signedIn.user.id, token });
  }

  /** A token that stays good for a while. Rejects when nobody is signed in or the server cannot be reached. */
  async accessToken(): Promise<AccessToken> {
    const token = this.#token;
    if (token && token.expiresAt - Date.now() > FRESH_MS) return token;
    return this.#refresh();
  }

  /** The server refused this token although its time is not over: get another, once for all who ask. */
  async replace(refused: string): Promise<AccessToken> {
    if (this.#token?.token === refused) this.#token = null;
    return this.accessToken();
  }

  /** Signs out on this device, in all tabs. The door closes here even when the server cannot be told. */
  async signOut(): Promise<void> {
    try {
      await this.#world.logout();
    } finally {
      this.end('signed-out');
      this.#world.announce({ kind: 'signed-out' });
    }
  }

  /** The session is over: forget it. */
  end(reason: EndReason): void {
    clearTimeout(this.#timer);
    this.#token = null;
    this.#world.remember(false);
    if (this.state.get().status !== 'signed-out') this.state.set({ status: 'signed-out', reason });
  }

  /** Another tab has news. */
  hear(notice: TabNotice): void {
    if (notice.kind === 'signed-out') this.end('signed-out');
    else this.#take(notice.userId, notice.token);
  }

  #take(userId: string, token: AccessToken): void {
    if (this.#token && this.#token.expiresAt > token.expiresAt) return;
    this.#token = token;
    this.#world.remember(true);
    const state = this.state.get();
    if (state.status !== 'signed-in' || state.userId !== userId) {
      this.state.set({ status: 'signed-in', userId });
    }
    const wait = Math.max(FRESH_MS, token.expiresAt - Date.now() - AHEAD_MS);
    this.#later(wait, () => this.#refreshQuietly());
  }

  /** One refresh at a time on this page, and one at a time among the tabs. */
  #refresh(): Promise<AccessToken> {
    const before = this.#token;
    this.#refreshing ??= this.#world
      .exclusively(async () => {
        // While this tab waited for its turn, another may have refreshed and told us.
        const heard = this.#token;
        if (heard && heard !== before && heard.expiresAt - Date.now() > FRESH_MS) return heard;
        return this.#refreshNow();
      })
      .finally(() => {
        this.#refreshing = null;
      });
    return this.#refreshing;
  }

  async #refreshNow(): Promise<AccessToken> {
    try {
      this.accept(await this.#world.refresh());
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) {
        if (this.state.get().status === 'signed-in') this.end('expired');
        else this.#noSession();
      }
      throw error;
    }
    if (!this.#token) throw new Error('Signed out while the session was being renewed');
    return this.#token;
  }

  /** A first visit: nothing ended, there simply was no session. */
  #noSession(): void {
    this.#world.remember(false);
    if (this.state.get().status !== 'signed-out') this.state.set({ status: 'signed-out' });
  }

  async #refreshQuietly(): Promise<void> {
    try {
      await this.#refresh();
    } catch {
      // Out of reach: whoever needs a token asks again, and so does the timer while somebody is signed in.
      if (this.state.get().status === 'signed-in') {
        this.#later(LONGEST_RETRY_MS, () => this.#refreshQuietly());
      }
    }
  }

  #later(wait: number, work: () => Promise<void>): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void work(), Math.min(wait, LONGEST_TIMER_MS));
  }
}
