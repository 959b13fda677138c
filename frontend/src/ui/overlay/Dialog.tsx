import { lazy, Suspense, type ReactNode, type RefObject } from 'react';

const DialogFrame = lazy(async () => ({
  default: (await import('./DialogFrame.tsx')).DialogFrame,
}));

export interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onClosed?: () => void;
  title: string;
  description?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** With it, the whole is a form and Enter sends it. */
  onSubmit?: () => void;
  size?: 'sm' | 'md' | 'lg';
  /** Receives the focus first; by default the first control. */
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

/**
 * A window in the middle (at the lower edge on a phone) that takes the focus until it is closed. The code that
 * draws it loads with the first one that opens.
 */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <DialogFrame {...props} />
    </Suspense>
  );
}
