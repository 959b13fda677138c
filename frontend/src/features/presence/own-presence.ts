import type { SetPresence } from '@kraken/shared';
import { line } from '../../socket-hub/connection-state.ts';
import { sayPresence } from '../../socket-hub/signals.ts';
import { createSignal } from '../../ui/signal.ts';

export type OwnPresence = SetPresence['status'];

/** What a person can choose to be seen as; idle comes by itself. */
export const presenceChoices = ['online', 'idle', 'dnd', 'invisible'] as const;

const KEY = 'kraken.presence';
const IDLE_MS = 5 * 60_000;
const WATCH_MS = 20_000;

function kept(): OwnPresence {
  const value = localStorage.getItem(KEY);
  return presenceChoices.find((choice) => choice === value) ?? 'online';
}

/** What the person chose on this device. */
export const chosenPresence = createSignal<OwnPresence>('online');
/** What is told to the server: the choice, or idle when nobody touches the page. */
export const shownPresence = createSignal<OwnPresence>('online');

export function choosePresence(choice: OwnPresence): void {
  chosenPresence.set(choice);
  try {
    localStorage.setItem(KEY, choice);
  } catch {
    // Chosen until the page is loaded again.
  }
}

/** Tells the server how the person is here, and again after each reconnect, until stopped. */
export function startOwnPresence(): () => void {
  chosenPresence.set(kept());
  let lastTouch = Date.now();
  let told: OwnPresence | null = null;

  function tell(): void {
    const isAway = Date.now() - lastTouch >= IDLE_MS;
    const chosen = chosenPresence.get();
    const shown = chosen === 'online' && isAway ? 'idle' : chosen;
    shownPresence.set(shown);
    if (line.status !== 'online' || told === shown) return;
    told = shown;
    sayPresence(shown);
  }
  function touch(): void {
    lastTouch = Date.now();
    if (shownPresence.get() !== chosenPresence.get()) tell();
  }

  const watch = new AbortController();
  const options = { signal: watch.signal, passive: true, capture: true };
  for (const kind of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'focus']) {
    addEventListener(kind, touch, options);
  }
  const stopLine = line.subscribe(() => {
    // A new socket knows nothing of what the old one was told.
    if (line.status !== 'online') told = null;
    else tell();
  });
  const stopChoice = chosenPresence.subscribe(tell);
  const timer = setInterval(tell, WATCH_MS);
  tell();
  return () => {
    watch.abort();
    stopLine();
    stopChoice();
    clearInterval(timer);
  };
}
