import { useEffect, useEffectEvent, useState } from 'react';
import { matches } from '../../platform/keys.ts';

const KEY = 'kraken.members-hidden';

/** Whether the member list stands beside the messages; remembered on this device. */
export function useMembersShown() {
  const [isShown, setShown] = useState(() => localStorage.getItem(KEY) === null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [wasSheetOpened, setOpened] = useState(false);
  if (isSheetOpen && !wasSheetOpened) setOpened(true);
  return {
    isShown,
    isSheetOpen,
    /** The sheet's code is needed from the first time on, also to animate the way out. */
    wasSheetOpened,
    setSheetOpen,
    toggle: () => {
      setShown(!isShown);
      if (isShown) localStorage.setItem(KEY, '1');
      else localStorage.removeItem(KEY);
    },
  };
}

/** Ctrl+U shows and hides the members. */
export function useMembersKey(onPress: () => void): void {
  const press = useEffectEvent(onPress);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.defaultPrevented || !matches(event, { key: 'u', ctrl: true })) return;
      // Else the browser shows the page's source.
      event.preventDefault();
      press();
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
