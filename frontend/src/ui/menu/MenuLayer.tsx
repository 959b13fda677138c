import { lazy, Suspense } from 'react';
import { useSignal } from '../signal.ts';
import { useIsPhone } from '../useMediaQuery.ts';
import { openedMenu } from './open-menu.ts';

const MenuPopup = lazy(async () => ({ default: (await import('./MenuPopup.tsx')).MenuPopup }));
const MenuSheet = lazy(async () => ({ default: (await import('./MenuSheet.tsx')).MenuSheet }));

/** The one menu of the page; its code loads with the first use. */
export function MenuLayer() {
  const request = useSignal(openedMenu);
  const phone = useIsPhone();
  if (!request) return null;

  const Shape = phone ? MenuSheet : MenuPopup;
  return (
    <Suspense fallback={null}>
      <Shape
        request={request}
        onClosed={() => {
          if (openedMenu.get() === request) openedMenu.set(null);
          request.onClose?.();
        }}
      />
    </Suspense>
  );
}
