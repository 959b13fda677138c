import type { SessionWorld } from './session.ts';
import type { TabNotice } from './session-state.ts';

const LOCK = 'kraken.refresh';
const CHANNEL = 'kraken.session';
/** Read by public/boot.js before the first paint. */
const SIGNED_IN_KEY = 'kraken.signed-in';

/** Whether somebody was signed in on this browser when it was last used; a guess, the cookie decides. */
export function wasSignedInHere(): boolean {
  try {
    return localStorage.getItem(SIGNED_IN_KEY) !== null;
  } catch {
    return true;
  }
}

type BrowserWorld = Pick<SessionWorld, 'exclusively' | 'announce' | 'remember'>;

/** The parts of the session's world that a browser gives: locks, a channel between tabs, a note for the next start. */
export function browserWorld(hear: (notice: TabNotice) => void): BrowserWorld {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener('message', (event: MessageEvent<TabNotice>) => hear(event.data));
  // Missing on plain http. The server's grace for a repeated refresh carries parallel tabs there.
  const locks = navigator.locks as LockManager | undefined;

  return {
    exclusively: async (work) => (locks ? await locks.request(LOCK, work) : await work()),
    announce: (notice) => channel.postMessage(notice),
    remember: (signedIn) => {
      try {
        if (signedIn) localStorage.setItem(SIGNED_IN_KEY, '1');
        else localStorage.removeItem(SIGNED_IN_KEY);
      } catch {
        // Storage is forbidden here: the next start paints the other skeleton first.
      }
    },
  };
}
