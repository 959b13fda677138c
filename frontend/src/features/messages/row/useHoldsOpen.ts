import { useCallback, useSyncExternalStore } from 'react';
import { openedMenu } from '../../../ui/menu/open-menu.ts';
import { openedEmojiPicker } from '../emoji/open-emoji-picker.ts';

function subscribe(listener: () => void): () => void {
  const stops = [openedMenu.subscribe(listener), openedEmojiPicker.subscribe(listener)];
  return () => stops.forEach((stop) => stop());
}

/** Whether a menu or picker is open that stands at something inside this element: it must not go away. */
export function useHoldsOpen(element: HTMLElement | null): boolean {
  const holds = useCallback(() => {
    const anchors = [openedMenu.get()?.anchor, openedEmojiPicker.get()?.anchor];
    return anchors.some(
      (anchor) => anchor instanceof Element && element?.contains(anchor) === true,
    );
  }, [element]);
  return useSyncExternalStore(subscribe, holds);
}
