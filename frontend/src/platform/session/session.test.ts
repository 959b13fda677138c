import { defaultSettings, problemOf, type SignedIn } from '@kraken/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, NetworkFailure } from '../api/api-problem.ts';
import { Session, type SessionWorld } from './session.ts';
import type { TabNotice } from './session-state.ts';

function signedIn(accessToken: string, id = '65f000000000000000000001'): SignedIn {
  return {
    accessToken,
    expiresIn: 900,
    user: {
      id,
      username: 'iris',
      displayName: 'Iris',
      pronouns: '',
      bio: '',
      customStatus: null,
      createdAt: '2026-01-01T00:00:00.000Z',
      rights: [],
      settings: defaultSettings,
    },
  };
}

/** A server, a lock that tabs queue for, and a wire between the tabs. */
function world() {
  let turn: Promise<unknown> = Promise.resolve();
  let refreshes = 0;
  const tabs: Session[] = [];
  let refresh = () => Promise.resolve(signedIn(`token-${(refreshes += 1)}`));
  const remembered: boolean[] = [];

  function tab(): Session {
    const own: SessionWorld = {
      refresh: () => refresh(),
      logout: () => Promise.resolve(),
      exclusively: (work) => {
        const result = turn.then(work, work);
        turn = result.catch(() => undefined);
        return result;
      },
      announce: (notice: TabNotice) => {
        for (const other of tabs) if (other !== session) other.hear(notice);
      },
      remember: (value) => remembered.push(value),
    };
    const session = new Session(own);
    tabs.push(session);
    return session;
  }

  return {
    tab,
    remembered,
    refreshes: () => refreshes,
    answer: (next: () => Promise<SignedIn>) => {
      refresh = next;
    },
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('Session', () => {
  it('restores who was signed in', async () => {
    const session = world().tab();
    await session.restore();
    expect(session.state.get()).toEqual({
      status: 'signed-in',
      userId: '65f000000000000000000001',
    });
    expect((await session.accessToken()).token).toBe('token-1');
  });

  it('asks nobody where a door is opened for the first time', async () => {
    const all = world();
    const session = all.tab();
    session.beginSignedOut();
    expect(session.state.get()).toEqual({ status: 'signed-out' });
    expect(all.refreshes()).toBe(0);
    session.accept(signedIn('mine'));
    session.beginSignedOut();
    expect(session.state.get().status).toBe('signed-in');
  });

  it('knows a first visit from a session that ended', async () => {
    const all = world();
    all.answer(() => Promise.reject(new ApiProblem(problemOf('unauthenticated'))));
    const session = all.tab();
    await session.restore();
    expect(session.state.get()).toEqual({ status: 'signed-out' });

    session.accept(signedIn('mine'));
    await expect(session.replace('mine')).rejects.toThrow();
    expect(session.state.get()).toEqual({ status: 'signed-out', reason: 'expired' });
    expect(all.remembered.at(-1)).toBe(false);
  });

  it('keeps trying while the server is out of reach, and signs nobody out for it', async () => {
    const all = world();
    all.answer(() => Promise.reject(new NetworkFailure('down')));
    const session = all.tab();
    await session.restore();
    expect(session.state.get().status).toBe('unreachable');

    all.answer(() => Promise.resolve(signedIn('back')));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(session.state.get().status).toBe('signed-in');
  });

  it('refreshes once for everyone who asks at the same time', async () => {
    const all = world();
    const session = all.tab();
    const tokens = await Promise.all([
      session.accessToken(),
      session.accessToken(),
      session.accessToken(),
    ]);
    expect(new Set(tokens.map(({ token }) => token))).toEqual(new Set(['token-1']));
    expect(all.refreshes()).toBe(1);
  });

  it('lets one of many tabs refresh and shares the result', async () => {
    const all = world();
    const tabs = [all.tab(), all.tab(), all.tab()];
    await Promise.all(tabs.map((tab) => tab.restore()));
    expect(all.refreshes()).toBe(1);
    for (const tab of tabs) expect((await tab.accessToken()).token).toBe('token-1');
  });

  it('renews before the token runs out', async () => {
    const all = world();
    const session = all.tab();
    await session.restore();
    await vi.advanceTimersByTimeAsync(841_000);
    expect(all.refreshes()).toBe(2);
    expect((await session.accessToken()).token).toBe('token-2');
  });

  it('replaces a refused token once, not once for each request that was refused', async () => {
    const all = world();
    const session = all.tab();
    await session.restore();
    await Promise.all([session.replace('token-1'), session.replace('token-1')]);
    await session.replace('token-1');
    expect(all.refreshes()).toBe(2);
  });

  it('signs out in every tab, also when the server cannot be told', async () => {
    const all = world();
    const [here, there] = [all.tab(), all.tab()];
    await Promise.all([here.restore(), there.restore()]);
    await here.signOut();
    expect(here.state.get()).toEqual({ status: 'signed-out', reason: 'signed-out' });
    expect(there.state.get()).toEqual({ status: 'signed-out', reason: 'signed-out' });
    expect(vi.getTimerCount()).toBe(0);
  });
});
