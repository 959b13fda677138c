import { Tooltip } from '@base-ui/react/tooltip';
import { Kbd } from '../Kbd.tsx';
import type { Tip } from './tip-target.ts';

export function TooltipBubble({ tip, onClose }: { tip: Tip; onClose: () => void }) {
  return (
    <Tooltip.Root open onOpenChange={(open) => !open && onClose()}>
      <Tooltip.Portal>
        <Tooltip.Positioner
          anchor={tip.anchor}
          side={tip.side}
          sideOffset={8}
          collisionPadding={8}
          className="pointer-events-none z-60"
        >
          <Tooltip.Popup
            // The element's own name says the same; a reader would hear it twice.
            aria-hidden
            className="popup-motion flex max-w-64 items-center gap-2 rounded-sm border border-line bg-float px-2.5 py-1.5 text-sm font-[560] text-text-1 shadow-float"
          >
            {tip.text}
            {tip.keys && <Kbd keys={tip.keys} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
