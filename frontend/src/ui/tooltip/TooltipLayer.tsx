import { lazy, Suspense, useEffect, useState } from 'react';
import { tipOf, type Tip } from './tip-target.ts';

const TooltipBubble = lazy(async () => {
  const { TooltipBubble: component } = await import('./TooltipBubble.tsx');
  return { default: component };
});

const OPEN_DELAY = 350;

/**
 * One tooltip for the whole page. Any element with `data-tip` (and `data-tip-keys`, `data-tip-side`) gets it on
 * hover and on keyboard focus, so that long lists pay nothing per row, and the code for placing it loads with
 * the first use. Fingers get none: they would only cover what they point at.
 */
export function TooltipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let current: Element | undefined;

    function hide() {
      clearTimeout(timer);
      current = undefined;
      setTip(null);
    }
    function show(next: Tip | null, delay: number) {
      if (next?.anchor === current) return;
      hide();
      if (!next) return;
      current = next.anchor;
      timer = setTimeout(() => setTip(next), delay);
    }
    function onPointer(event: PointerEvent) {
      if (event.pointerType !== 'touch') show(tipOf(event.target), OPEN_DELAY);
    }
    function onFocus(event: FocusEvent) {
      const { target } = event;
      if (target instanceof Element && target.matches(':focus-visible')) show(tipOf(target), 0);
    }

    const watch = new AbortController();
    const { signal } = watch;
    document.addEventListener('pointerover', onPointer, { signal, passive: true });
    document.addEventListener('focusin', onFocus, { signal });
    document.addEventListener('focusout', hide, { signal });
    document.addEventListener('pointerdown', hide, { signal, capture: true });
    document.addEventListener('keydown', hide, { signal, capture: true });
    document.addEventListener('scroll', hide, { signal, capture: true, passive: true });
    return () => {
      watch.abort();
      clearTimeout(timer);
    };
  }, []);

  return (
    <Suspense fallback={null}>
      {tip && <TooltipBubble key={tip.text} tip={tip} onClose={() => setTip(null)} />}
    </Suspense>
  );
}
