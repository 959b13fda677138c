import { useSyncExternalStore } from 'react';

let isHeld = false;

function subscribe(listener: () => void): () => void {
  const watch = new AbortController();
  const hear = (event: KeyboardEvent): void => {
    isHeld = event.shiftKey;
    listener();
  };
  addEventListener('keydown', hear, { signal: watch.signal });
  addEventListener('keyup', hear, { signal: watch.signal });
  addEventListener(
    'blur',
    () => {
      isHeld = false;
      listener();
    },
    { signal: watch.signal },
  );
  return () => watch.abort();
}

/** Whether Shift is down, for controls that show more with it. */
export function useShiftHeld(): boolean {
  return useSyncExternalStore(subscribe, () => isHeld);
}
