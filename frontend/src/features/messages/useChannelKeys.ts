import { useEffect, useRef } from 'react';
import { isMac } from '../../platform/keys.ts';

interface ChannelKeyOptions {
  /** Marks everything here as read. */
  finish: () => void;
  toEnd: () => void;
}

/** Esc marks the channel read and goes to its end; Ctrl+E opens the emoji. */
export function useChannelKeys(options: ChannelKeyOptions): void {
  const latest = useRef(options);
  useEffect(() => {
    latest.current = options;
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.altKey || event.shiftKey) return;
      // An open card or menu takes Esc first.
      const isCovered = document.querySelector('[role="dialog"], [role="menu"]') !== null;
      const main = isMac ? event.metaKey : event.ctrlKey;
      if (event.key === 'Escape' && !isCovered) {
        latest.current.finish();
        latest.current.toEnd();
      } else if (main && event.key.toLowerCase() === 'e' && !isCovered) {
        document.querySelector<HTMLElement>('[data-emoji-button]')?.click();
      } else return;
      event.preventDefault();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
