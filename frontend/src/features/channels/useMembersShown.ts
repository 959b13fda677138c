import { useState } from 'react';

const KEY = 'kraken.members-hidden';

/** Whether the member list stands beside the messages; remembered on this device. */
export function useMembersShown() {
  const [isShown, setShown] = useState(() => localStorage.getItem(KEY) === null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  return {
    isShown,
    isSheetOpen,
    setSheetOpen,
    toggle: () => {
      setShown(!isShown);
      if (isShown) localStorage.setItem(KEY, '1');
      else localStorage.removeItem(KEY);
    },
  };
}
