import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  const watch = new AbortController();
  const { signal } = watch;
  addEventListener('focus', listener, { signal });
  addEventListener('blur', listener, { signal });
  document.addEventListener('visibilitychange', listener, { signal });
  return () => watch.abort();
}

/** Whether somebody looks at the page: it is visible and its window has the focus. */
export function useEye(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => document.visibilityState === 'visible' && document.hasFocus(),
  );
}
