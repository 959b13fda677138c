import { Drawer } from '@base-ui/react/drawer';
import type { BottomSheetProps } from './BottomSheet.tsx';

export function SheetFrame({ title, open, onOpenChange, onClosed, children }: BottomSheetProps) {
  return (
    <Drawer.Root
      open={open}
      onOpenChange={onOpenChange}
      onOpenChangeComplete={(now) => !now && onClosed?.()}
    >
      <Drawer.Portal>
        <Drawer.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Drawer.Viewport className="fixed inset-0 z-50 flex items-end justify-center">
          <Drawer.Popup className="max-h-[82dvh] w-full max-w-160 overflow-y-auto overscroll-contain rounded-t-3xl border-t border-line bg-bg-2 px-3 pt-2.5 pb-[calc(1rem+env(safe-area-inset-bottom))] shadow-float outline-none transition-transform duration-200 ease-out [transform:translateY(var(--drawer-swipe-movement-y))] data-ending-style:[transform:translateY(100%)] data-starting-style:[transform:translateY(100%)] data-swiping:duration-0">
            <div className="mx-auto mb-2 h-1 w-10 rounded-full bg-line-2" aria-hidden="true" />
            <Drawer.Content>
              <Drawer.Title className="px-3 pt-1 pb-2 text-sm font-[620] text-text-3">
                {title}
              </Drawer.Title>
              {children}
            </Drawer.Content>
          </Drawer.Popup>
        </Drawer.Viewport>
      </Drawer.Portal>
    </Drawer.Root>
  );
}
