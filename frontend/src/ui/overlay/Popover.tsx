import {
  lazy,
  Suspense,
  useRef,
  useState,
  type ReactElement,
  type ReactNode,
  type Ref,
} from 'react';
import type { PopoverPanelProps } from './PopoverPanel.tsx';

const PopoverPanel = lazy(async () => ({
  default: (await import('./PopoverPanel.tsx')).PopoverPanel,
}));

interface TriggerProps {
  ref: Ref<HTMLButtonElement>;
  'aria-haspopup': 'dialog';
  'aria-expanded': boolean;
  onClick: () => void;
}

interface PopoverProps extends Pick<PopoverPanelProps, 'label' | 'side' | 'align'> {
  /** Draws the button; spread the given props on it. */
  trigger: (props: TriggerProps) => ReactElement;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A card that floats beside its button; the placing code loads with the first use. */
export function Popover({ trigger, children, ...panel }: PopoverProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);

  return (
    <>
      {trigger({
        ref: anchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => {
          setUsed(true);
          setOpen(!open);
        },
      })}
      {used && (
        <Suspense fallback={null}>
          <PopoverPanel {...panel} anchor={anchor} open={open} onOpenChange={setOpen}>
            {typeof children === 'function' ? children(() => setOpen(false)) : children}
          </PopoverPanel>
        </Suspense>
      )}
    </>
  );
}
