import { Popover } from '@base-ui/react/popover';
import type { PopoverPanelProps } from './PopoverPanel.tsx';

export function PopoverFrame(props: PopoverPanelProps) {
  const { anchor, open, onOpenChange, label, side = 'bottom', align = 'start', children } = props;
  return (
    <Popover.Root
      open={open}
      onOpenChange={(next, details) => {
        // The button itself toggles; a press on it must not close first and then open again.
        const { target } = details.event;
        const onAnchor = target instanceof Node && anchor.current?.contains(target);
        if (details.reason === 'outside-press' && onAnchor) return;
        onOpenChange(next);
      }}
    >
      <Popover.Portal>
        <Popover.Positioner
          anchor={anchor}
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={8}
          className="z-50"
        >
          <Popover.Popup
            aria-label={label}
            finalFocus={anchor}
            className="popup-motion max-h-(--available-height) w-78 max-w-(--available-width) overflow-y-auto rounded-2xl border border-line bg-float shadow-float outline-none"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
