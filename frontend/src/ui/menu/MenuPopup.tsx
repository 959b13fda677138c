import { useMemo, useState } from 'react';
import { Menu } from '@base-ui/react/menu';
import { MenuEntries } from './MenuEntries.tsx';
import type { MenuAnchor, MenuRequest } from './menu-entry.ts';
import { menuSurface } from './menu-surface.ts';

function anchorOf(anchor: MenuAnchor) {
  if (anchor instanceof Element) return anchor;
  return { getBoundingClientRect: () => new DOMRect(anchor.x, anchor.y, 0, 0) };
}

interface MenuPopupProps {
  request: MenuRequest;
  onClosed: () => void;
}

export function MenuPopup({ request, onClosed }: MenuPopupProps) {
  const [open, setOpen] = useState(true);
  const anchor = useMemo(() => anchorOf(request.anchor), [request.anchor]);
  // Whatever was in hand before (the button, the row, the text box) gets the focus back.
  const [before] = useState(() => document.activeElement);
  const isPoint = !(request.anchor instanceof Element);

  return (
    <Menu.Root
      open={open}
      onOpenChange={setOpen}
      onOpenChangeComplete={(now) => !now && onClosed()}
    >
      <Menu.Portal>
        <Menu.Positioner
          anchor={anchor}
          side={request.side ?? 'bottom'}
          align={request.align ?? 'start'}
          sideOffset={isPoint ? 2 : 6}
          collisionPadding={8}
          className="z-50 outline-none"
        >
          <Menu.Popup
            aria-label={request.label}
            finalFocus={() => (before instanceof HTMLElement ? before : true)}
            className={menuSurface}
          >
            <MenuEntries entries={request.entries} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
