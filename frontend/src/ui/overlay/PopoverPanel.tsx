import { lazy, Suspense, type ReactNode, type RefObject } from 'react';

const PopoverFrame = lazy(async () => ({
  default: (await import('./PopoverFrame.tsx')).PopoverFrame,
}));

export interface PopoverPanelProps {
  anchor: RefObject<HTMLElement | null>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Names the card for readers. */
  label: string;
  side?: 'top' | 'bottom' | 'left' | 'right';
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
}

/** A card that floats beside an element; the code that places it loads with the first one. */
export function PopoverPanel(props: PopoverPanelProps) {
  return (
    <Suspense fallback={null}>
      <PopoverFrame {...props} />
    </Suspense>
  );
}
