import { useState, type ReactElement } from 'react';
import type { MenuEntry, MenuRequest } from './menu-entry.ts';
import { openMenu } from './open-menu.ts';

interface TriggerProps {
  'aria-haspopup': 'menu';
  'aria-expanded': boolean;
  onClick: (event: React.MouseEvent<HTMLElement>) => void;
}

interface MenuButtonProps extends Pick<MenuRequest, 'label' | 'align' | 'side'> {
  /** Asked for when the menu opens, so that closed menus cost nothing. */
  entries: () => readonly MenuEntry[];
  children: (trigger: TriggerProps) => ReactElement;
}

/** Ties a button to a menu: spread the given props on it. */
export function MenuButton({ label, entries, children, ...place }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  return children({
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    onClick: (event) => {
      setOpen(true);
      openMenu({
        ...place,
        anchor: event.currentTarget,
        label,
        entries: entries(),
        onClose: () => setOpen(false),
      });
    },
  });
}
