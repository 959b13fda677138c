import { useRef, type MouseEvent, type PointerEvent } from 'react';
import type { MenuEntry } from './menu-entry.ts';
import { openMenu } from './open-menu.ts';

const LONG_PRESS = 480;
/** CSS pixels a resting finger may wander. */
const SLACK = 10;

export interface ContextMenuProps {
  onContextMenu: (event: MouseEvent<HTMLElement>) => void;
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
}

/**
 * Right click, the menu key, and a long press open the menu of a thing. Spread the result on its element. The
 * browser's own menu stays on links and on selected text, where people want to copy.
 */
export function useContextMenu(
  label: string,
  entries: () => readonly MenuEntry[],
): ContextMenuProps {
  const press = useRef<{ timer: ReturnType<typeof setTimeout>; x: number; y: number } | null>(null);

  function stop() {
    if (press.current) clearTimeout(press.current.timer);
    press.current = null;
  }

  function open(x: number, y: number) {
    const list = entries();
    if (list.length > 0) openMenu({ anchor: { x, y }, label, entries: list });
  }

  return {
    onContextMenu: (event) => {
      const selected = getSelection()?.toString() ?? '';
      const inLink = event.target instanceof Element && event.target.closest('a[href^="http"]');
      if (selected !== '' || inLink) return;
      event.preventDefault();
      event.stopPropagation();
      stop();
      open(event.clientX, event.clientY);
    },
    // Safari on phones sends no contextmenu event.
    onPointerDown: (event) => {
      if (event.pointerType !== 'touch') return;
      const { clientX: x, clientY: y } = event;
      stop();
      press.current = { x, y, timer: setTimeout(() => open(x, y), LONG_PRESS) };
    },
    onPointerMove: (event) => {
      const start = press.current;
      if (start && Math.hypot(event.clientX - start.x, event.clientY - start.y) > SLACK) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}
