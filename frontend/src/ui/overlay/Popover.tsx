import { useRef, useState, type ReactElement, type ReactNode, type Ref } from 'react';
import { ClosePopover } from './close-popover.ts';
import { PopoverPanel, type PopoverPanelProps } from './PopoverPanel.tsx';

interface TriggerProps {
  ref: Ref<HTMLButtonElement>;
  'aria-haspopup': 'dialog';
  'aria-expanded': boolean;
  onClick: () => void;
}

interface PopoverProps extends Pick<PopoverPanelProps, 'label' | 'side' | 'align'> {
  /** What the card holds; anything in it can close it by `useClosePopover`. */
  panel: ReactNode;
  /** Draws the button; spread the given props on it. */
  children: (trigger: TriggerProps) => ReactElement;
}

/** A card that floats beside its button; the placing code loads with the first use. */
export function Popover({ panel, children, ...place }: PopoverProps) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const [close] = useState(() => () => setOpen(false));

  return (
    <>
      {children({
        ref: anchor,
        'aria-haspopup': 'dialog',
        'aria-expanded': open,
        onClick: () => {
          setUsed(true);
          setOpen(!open);
        },
      })}
      {used && (
        <PopoverPanel {...place} anchor={anchor} open={open} onOpenChange={setOpen}>
          <ClosePopover value={close}>{panel}</ClosePopover>
        </PopoverPanel>
      )}
    </>
  );
}
