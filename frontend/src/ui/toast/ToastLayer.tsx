import { lazy, Suspense, useState } from 'react';
import { useSignal } from '../signal.ts';
import { waitingToasts } from './show-toast.ts';

const ToastStack = lazy(async () => ({ default: (await import('./ToastStack.tsx')).ToastStack }));

/** Where toasts appear; its code loads with the first one. */
export function ToastLayer() {
  const waiting = useSignal(waitingToasts);
  const [used, setUsed] = useState(false);
  if (!used && waiting.length > 0) setUsed(true);
  if (!used) return null;
  return (
    <Suspense fallback={null}>
      <ToastStack />
    </Suspense>
  );
}
