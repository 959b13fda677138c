import { useEffect, useRef } from 'react';
import { matches, type Shortcut } from './keys.ts';

/** Answers to a shortcut anywhere on the page, unless something nearer has taken the press. */
export function useShortcut(shortcut: Shortcut, onPress: () => void): void {
  const latest = useRef({ shortcut, onPress });
  useEffect(() => {
    latest.current = { shortcut, onPress };
  });
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.defaultPrevented || !matches(event, latest.current.shortcut)) return;
      event.preventDefault();
      latest.current.onPress();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
