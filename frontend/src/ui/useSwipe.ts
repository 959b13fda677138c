import { useRef, type TouchEvent } from 'react';

/** CSS pixels a finger travels before it counts. */
const DISTANCE = 72;

interface SwipeProps {
  onTouchStart: (event: TouchEvent) => void;
  onTouchEnd: (event: TouchEvent) => void;
}

/** Whether something below the finger scrolls sideways by itself: a code block, a row of pictures. */
function scrollsSideways(target: EventTarget | null, until: EventTarget): boolean {
  let element = target instanceof Element ? target : null;
  while (element && element !== until) {
    if (element.scrollWidth > element.clientWidth + 1) {
      const { overflowX } = getComputedStyle(element);
      if (overflowX === 'auto' || overflowX === 'scroll') return true;
    }
    element = element.parentElement;
  }
  return false;
}

/** A swipe to the right with one finger. Spread the result on the element. */
export function useSwipeRight(onSwipe: () => void): SwipeProps {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event) => {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      const isFree = touch && !scrollsSideways(event.target, event.currentTarget);
      start.current = isFree ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event) => {
      const touch = event.changedTouches[0];
      if (!start.current || !touch) return;
      const across = touch.clientX - start.current.x;
      const down = Math.abs(touch.clientY - start.current.y);
      start.current = null;
      if (across > DISTANCE && across > down * 2) onSwipe();
    },
  };
}
