import { lazy, Suspense, type ReactNode } from 'react';

const SheetFrame = lazy(async () => ({ default: (await import('./SheetFrame.tsx')).SheetFrame }));

export interface BottomSheetProps {
  title: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** After the way out has been animated. */
  onClosed?: () => void;
  children: ReactNode;
}

/** Rises from below on a phone; swiped down, tapped beside or escaped it goes. The code that draws it loads with the first one. */
export function BottomSheet(props: BottomSheetProps) {
  return (
    <Suspense fallback={null}>
      <SheetFrame {...props} />
    </Suspense>
  );
}
